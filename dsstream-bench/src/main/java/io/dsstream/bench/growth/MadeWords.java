package io.dsstream.bench.growth;

/** Numbers as words of seven letters, different ones for different numbers, in lines of ten. */
final class MadeWords {
  static final int PER_LINE = 10;

  /** What a word takes, with the space or the line end after it. */
  static final int BYTES = 8;

  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  /** Makes neighbouring numbers look different; a product by an odd number can be undone. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private MadeWords() {}

  /** Writes a word, and a line end after it if it is the last of its line, else a space. */
  static void write(int number, byte[] bytes, int at, boolean isLast) {
    long scattered = number * ODD;
    for (int letter = 0; letter < BYTES - 1; letter++) {
      bytes[at + letter] = (byte) DIGITS.charAt((int) (scattered >>> BITS * letter & 31));
    }
    bytes[at + BYTES - 1] = (byte) (isLast ? '\n' : ' ');
  }

  /** The numbers [from, to) as a text; the last line may be shorter. */
  static byte[] text(int[] numbers, int from, int to) {
    byte[] bytes = new byte[(to - from) * BYTES];
    for (int i = from; i < to; i++) {
      boolean isLast = i + 1 == to || (i + 1 - from) % PER_LINE == 0;
      write(numbers[i], bytes, (i - from) * BYTES, isLast);
    }
    return bytes;
  }
}
