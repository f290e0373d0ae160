package io.dsstream.bench.corpus;

import io.dsstream.block.TextBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Lines of 5 to 15 words, drawn independently by Zipf's law with exponent 1 from a made-up {@link
 * Vocabulary}.
 *
 * <p>The randomness is {@link Random}'s, whose algorithm its Javadoc fixes: a seed gives the same
 * text on every JDK.
 */
final class ZipfText {
  private static final double EXPONENT = 1.0;
  private static final int MIN_LINE_WORDS = 5;
  private static final int MAX_LINE_WORDS = 15;
  private static final int MAX_LINE_BYTES = MAX_LINE_WORDS * (Vocabulary.MAX_LETTERS + 1);

  private final Random random;
  private final byte[][] words;
  private final ZipfRanks ranks;

  /**
   * A text that has not begun.
   *
   * @param words how many distinct words there are to draw from
   * @param seed what decides the words and their order
   */
  ZipfText(int words, long seed) {
    this.random = new Random(seed);
    this.words = Vocabulary.words(words, random);
    this.ranks = new ZipfRanks(words, EXPONENT);
  }

  /** The next blocks of the text, each of whole lines and at most so many bytes. */
  List<TextBlock> blocks(int blocks, int maxBytes) {
    return Stream.generate(() -> block(maxBytes)).limit(blocks).toList();
  }

  private TextBlock block(int maxBytes) {
    byte[] bytes = new byte[maxBytes];
    int length = 0;
    while (length <= maxBytes - MAX_LINE_BYTES) {
      length = line(bytes, length);
    }
    return TextBlock.ofBytes(Arrays.copyOf(bytes, length), length);
  }

  /** Writes a line and tells where it ends. */
  private int line(byte[] bytes, int from) {
    int to = from;
    int count = MIN_LINE_WORDS + random.nextInt(MAX_LINE_WORDS - MIN_LINE_WORDS + 1);
    for (int i = 0; i < count; i++) {
      byte[] word = words[ranks.next(random)];
      System.arraycopy(word, 0, bytes, to, word.length);
      to += word.length;
      bytes[to++] = ' ';
    }
    bytes[to - 1] = '\n';
    return to;
  }
}
