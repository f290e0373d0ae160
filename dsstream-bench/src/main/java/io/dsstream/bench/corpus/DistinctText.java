package io.dsstream.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Lines of ten words of a made-up {@link Vocabulary}, all of which are in every block: a third of
 * the words are the vocabulary from end to end, shuffled, the others drawn by Zipf's law with
 * exponent 1.
 */
final class DistinctText implements LineWriter {
  private final List<byte[]> words;
  private final byte[][] byRank;
  private final ZipfRanks ranks;
  private int next;

  DistinctText(int size, Random random) {
    byRank = Vocabulary.words(size, random);
    words = Arrays.asList(byRank.clone());
    Collections.shuffle(words, random);
    ranks = new ZipfRanks(size, 1.0);
  }

  @Override
  public void write(StringBuilder line, Random random) {
    for (int i = 0; i < 10; i++) {
      byte[] word = random.nextInt(3) == 0 ? next() : byRank[ranks.next(random)];
      line.append(i == 0 ? "" : " ").append(new String(word, StandardCharsets.ISO_8859_1));
    }
  }

  private byte[] next() {
    next = (next + 1) % words.size();
    return words.get(next);
  }
}
