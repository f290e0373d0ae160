package io.dsstream.bench.corpus;

import java.util.Random;

/**
 * Lines of ten words, each of which is new: half of them have seven letters, the others 8 to 16.
 * The first seven are a number of 35 bits that comes once.
 */
final class UniqueText implements LineWriter {
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LETTERS = 7;
  private static final int BITS = 5;
  private static final long MASK = (1L << LETTERS * BITS) - 1;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private long words;

  @Override
  public void write(StringBuilder line, Random random) {
    for (int i = 0; i < 10; i++) {
      line.append(i == 0 ? "" : " ");
      long number = scattered(words++);
      for (int letter = 0; letter < LETTERS; letter++) {
        line.append(DIGITS.charAt((int) (number >>> BITS * letter & (1 << BITS) - 1)));
      }
      for (int more = moreLetters(random); more > 0; more--) {
        line.append((char) ('a' + random.nextInt(26)));
      }
    }
  }

  /** How many letters follow the first seven. */
  static int moreLetters(Random random) {
    return random.nextBoolean() ? 0 : 1 + random.nextInt(9);
  }

  /** Another number for each of 2^35: both steps, twice, can be undone. */
  private static long scattered(long number) {
    long once = number * ODD & MASK;
    long twice = (once ^ once >>> LETTERS * BITS / 2) * ODD & MASK;
    return twice ^ twice >>> LETTERS * BITS / 2;
  }
}
