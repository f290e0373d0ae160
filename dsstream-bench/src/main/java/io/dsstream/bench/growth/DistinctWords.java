package io.dsstream.bench.growth;

import io.dsstream.block.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a text of always the same bytes and words, more or fewer of which differ: lines of ten
 * words of seven letters. Each distinct word comes once, evenly spread, and the words between are
 * drawn from all of them, each as likely as any other: no cache finds favourites.
 */
final class DistinctWords {
  private static final int WORDS_PER_LINE = 10;
  private static final int LETTERS = 7;
  private static final int WORDS_PER_BLOCK =
      BatchText.BLOCK_BYTES / ((LETTERS + 1) * WORDS_PER_LINE) * WORDS_PER_LINE;
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;
  private static final long SEED = 1611;

  /** Makes neighbouring numbers look different; a product by an odd number can be undone. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final int words;
  private final int distinct;
  private final Random random = new Random(SEED);
  private int made;

  private DistinctWords(int words, int distinct) {
    this.words = words;
    this.distinct = distinct;
  }

  /**
   * So many words, of which so many differ.
   *
   * @param words a multiple of ten and of {@code distinct}
   */
  static BatchText text(int words, int distinct) {
    if (words % distinct != 0 || words % WORDS_PER_LINE != 0) {
      throw new IllegalArgumentException(
          "words must be a multiple of 10 and of %d: %d".formatted(distinct, words));
    }
    DistinctWords maker = new DistinctWords(words, distinct);
    List<TextBlock> blocks = new ArrayList<>();
    while (maker.made < words) {
      blocks.add(maker.block());
    }
    return new BatchText(blocks, words, distinct);
  }

  private TextBlock block() {
    byte[] bytes = new byte[Math.min(WORDS_PER_BLOCK, words - made) * (LETTERS + 1)];
    for (int at = 0; at < bytes.length; at += LETTERS + 1) {
      write(next(), bytes, at);
    }
    return TextBlock.ofBytes(bytes, bytes.length);
  }

  private int next() {
    int every = words / distinct;
    return made % every == 0 ? made / every : random.nextInt(distinct);
  }

  /** Writes a word, and a space or a line end after it. */
  private void write(int number, byte[] bytes, int at) {
    long scattered = number * ODD;
    for (int letter = 0; letter < LETTERS; letter++) {
      bytes[at + letter] = (byte) DIGITS.charAt((int) (scattered >>> BITS * letter & 31));
    }
    made++;
    bytes[at + LETTERS] = (byte) (made % WORDS_PER_LINE == 0 ? '\n' : ' ');
  }
}
