package io.dsstream.bench.corpus;

import io.dsstream.block.TextBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The King James Version of the Bible, one verse a line without its number: 31,102 lines and 4.1 MB
 * of ASCII.
 *
 * <p>The text comes from Debian's package bible-kjv-text 4.38. It is in the public domain: it was
 * made in 1611, and its copyright has expired, as that package's copyright file states.
 */
final class KjvText {
  private static final String RESOURCE = "/io/dsstream/bench/kjv.txt.gz";

  private KjvText() {}

  /**
   * So many blocks of several copies of the text, the verses shuffled anew for each.
   *
   * @param end what ends a verse
   */
  static List<TextBlock> blocks(int blocks, int copies, long seed, String end) {
    List<String> verses = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      verses.addAll(verses());
    }
    Random random = new Random(seed);
    return Stream.generate(() -> shuffled(verses, random, end)).limit(blocks).toList();
  }

  static List<String> verses() {
    try (InputStream in = new GZIPInputStream(KjvText.class.getResourceAsStream(RESOURCE))) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines().collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  private static TextBlock shuffled(List<String> verses, Random random, String end) {
    Collections.shuffle(verses, random);
    byte[] bytes = (String.join(end, verses) + end).getBytes(StandardCharsets.US_ASCII);
    return TextBlock.ofBytes(bytes, bytes.length);
  }
}
