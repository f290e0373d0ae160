package io.dsstream.table;

/** How large the arrays of a table are, which hold a power of two of longs. */
final class Growth {
  /** The longest array, of 1 MiB, that is looked up without a look ahead. */
  static final int CACHED = 1 << 17;

  private static final int MAX_LENGTH = 1 << 30;

  private Growth() {}

  /**
   * Twice the length.
   *
   * @throws IllegalStateException if no array is so long
   */
  static int doubled(int length) {
    if (length >= MAX_LENGTH) {
      throw new IllegalStateException("distinct words must fit into 8 GB a table");
    }
    return 2 * length;
  }

  /** As long as before, or shorter if of that a sixteenth was used at most. */
  static int afterClear(int length, int size, int first) {
    long wanted = Math.max(first, 32L * Integer.highestOneBit(size));
    return (int) Math.min(length, wanted);
  }

  /** Whether of an array that keys have left, a quarter would be enough by far. */
  static boolean isTooLong(int length, int used, int first) {
    return length / 4 >= first && used < length / 16;
  }
}
