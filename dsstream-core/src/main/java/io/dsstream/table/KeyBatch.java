package io.dsstream.table;

import io.dsstream.text.Swar;

/**
 * Many keys, looked up together. Their longs are made first, without a branch on a key's length,
 * which no processor can predict; then the short ones are looked up one after the other, then the
 * others. So several lookups are under way at a time, which is what a table needs that is larger
 * than a cache (Chen et al., Improving Hash Join Performance through Prefetching, 2004).
 */
final class KeyBatch {
  static final int SIZE = 512;

  private final ShortKeys shortKeys;
  private final LongKeys longKeys;
  private final long[] keys = new long[2 * SIZE];
  // Which of the slices are no short keys.
  private final int[] others = new int[SIZE];

  KeyBatch(ShortKeys shortKeys, LongKeys longKeys) {
    this.shortKeys = shortKeys;
    this.longKeys = longKeys;
  }

  /** Adds 1 to the values of at most {@link #SIZE} keys; sixteen bytes can be read of each. */
  void increment(byte[] bytes, int[] starts, int[] ends, int from, int to) {
    int shorts = shorts(bytes, starts, ends, from, to);
    shortKeys.increment(keys, shorts);
    longs(bytes, starts, ends, to - from - shorts);
  }

  /**
   * Makes the keys of the short slices, and lists the others. Each slice is both written as a key
   * and listed; where it was wrong, the next one is written over it.
   */
  private int shorts(byte[] bytes, int[] starts, int[] ends, int from, int to) {
    long[] keys = this.keys;
    int[] others = this.others;
    int longs = 0;
    for (int i = from; i < to; i++) {
      int start = starts[i];
      int length = ends[i] - start;
      keys[i - from - longs] = ShortKeys.key(Swar.load(bytes, start), length);
      others[longs] = i;
      longs += ShortKeys.MAX_LENGTH - length >>> 31;
    }
    return to - from - longs;
  }

  private void longs(byte[] bytes, int[] starts, int[] ends, int n) {
    int inline = 0;
    for (int i = 0; i < n; i++) {
      int start = starts[others[i]];
      int end = ends[others[i]];
      int length = end - start;
      if (length > LongKeys.MAX_INLINE) {
        longKeys.add(bytes, start, end, 1, Math::addExact);
      } else {
        keys[inline] = Swar.load(bytes, start);
        keys[inline + 1] = LongKeys.tail(Swar.load(bytes, start + Long.BYTES), length);
        inline += 2;
      }
    }
    longKeys.increment(keys, inline);
  }
}
