package io.dsstream.table;

import io.dsstream.text.Swar;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * Counts byte slices: one {@code long} per distinct key, without an object per key or per call.
 *
 * <p>Keys are in slots, numbered from 0 to {@link #slots()}, most of them free. The seed of the
 * hash is the caller's, so that nobody who sends text can choose colliding words.
 *
 * <p>A key is text. One of more than {@value #MAX_KEY_BYTES} bytes is cut to as many whole
 * characters as leave room for an ellipsis, U+2026, behind them: so a table of few keys is small,
 * whatever is sent. {@link #cutKeys()} counts them.
 *
 * <p>Not thread-safe. What a table holds is bounded by the longest arrays that there are: 2^28 keys
 * of at most seven bytes, 2^27 longer ones.
 *
 * <pre>{@code
 * CountTable table = new CountTable(seed);
 * table.add(bytes, 0, 5, 1);
 * table.size();  // 1
 * }</pre>
 */
public final class CountTable {
  /** How many bytes {@link #copyKey} may write beyond a key. */
  public static final int SLACK = 2 * Long.BYTES;

  /** The longest key; servers take no URL or header that is longer, so few words are. */
  public static final int MAX_KEY_BYTES = 8 << 10;

  private final long seed;
  private final LongBinaryOperator reducer;
  private final boolean sum;
  private final ShortKeys shortKeys;
  private final LongKeys longKeys;
  private final KeyBatch batch;
  // Written so that reading is not left out.
  private long touched;

  /**
   * An empty table of sums.
   *
   * @param seed the seed of the hash; tables that are to agree on {@link #partition} share it
   */
  public CountTable(long seed) {
    this(seed, Math::addExact, true);
  }

  /**
   * An empty table.
   *
   * @param seed the seed of the hash; tables that are to agree on {@link #partition} share it
   * @param reducer what becomes of a key's value and a further one
   */
  public CountTable(long seed, LongBinaryOperator reducer) {
    this(seed, reducer, false);
  }

  private CountTable(long seed, LongBinaryOperator reducer, boolean sum) {
    this.seed = seed;
    this.reducer = reducer;
    this.sum = sum;
    this.shortKeys = new ShortKeys(seed);
    this.longKeys = new LongKeys(SliceHash.next(seed));
    this.batch = new KeyBatch(shortKeys, longKeys);
  }

  /** The seed of the hash. */
  public long seed() {
    return seed;
  }

  /** Whether this is a table of sums, the only kind that knows {@link #increment}. */
  public boolean isSum() {
    return sum;
  }

  /**
   * Adds 1 to the values of {@code n} keys, key i the slice [starts[i], ends[i]), or puts them in
   * with 1: the hot path of counting. The starts ascend. Keys are taken by the batch, and slower
   * where the last one of a batch begins within the last sixteen bytes of the array.
   *
   * @throws ArithmeticException if a value would pass 2^63-1; some of the keys then have their 1
   */
  public void increment(byte[] bytes, int[] starts, int[] ends, int n) {
    int i = 0;
    while (i < n) {
      int to = Math.min(n, i + KeyBatch.SIZE);
      // Sixteen bytes are read of each key, of which those past its end are masked away.
      if (starts[to - 1] > bytes.length - 2 * Long.BYTES) {
        break;
      }
      batch.increment(bytes, starts, ends, i, to);
      i = to;
    }
    for (; i < n; i++) {
      add(bytes, starts[i], ends[i], 1);
    }
  }

  /**
   * Adds a value to the key [from, to), or reduces the two if the key is there.
   *
   * @return the key's value then
   * @throws ArithmeticException if the reducer refuses, as a sum past 2^63-1 does
   */
  public long add(byte[] bytes, int from, int to, long value) {
    return to - from > ShortKeys.MAX_LENGTH
        ? longKeys.add(bytes, from, to, value, reducer)
        : shortKeys.add(shortKey(bytes, from, to), value, reducer);
  }

  /**
   * Takes from the value of the key [from, to), and the key out if nothing is left: what was added
   * may be taken away, of a table of sums. Memory that is far too much for the rest goes too.
   *
   * @return the key's value then
   * @throws IllegalStateException if there is no such key
   */
  public long take(byte[] bytes, int from, int to, long value) {
    return to - from > ShortKeys.MAX_LENGTH
        ? longKeys.take(bytes, from, to, value)
        : shortKeys.take(shortKey(bytes, from, to), value);
  }

  /** Takes the key [from, to) out; the value that it had, or 0 if it was not there. */
  public long remove(byte[] bytes, int from, int to) {
    return to - from > ShortKeys.MAX_LENGTH
        ? longKeys.remove(bytes, from, to)
        : shortKeys.remove(shortKey(bytes, from, to));
  }

  /**
   * Has the slots of {@code n} keys brought into a cache, all of them at once, before they are
   * added one by one; where the table is so large that this is worth it.
   */
  void touch(byte[] bytes, int[] starts, int[] ends, int n) {
    if (shortKeys.isCached() && longKeys.isCached()) {
      return;
    }
    long all = 0;
    for (int i = 0; i < n; i++) {
      all |=
          ends[i] - starts[i] > ShortKeys.MAX_LENGTH
              ? longKeys.peek(bytes, starts[i], ends[i])
              : shortKeys.peek(shortKey(bytes, starts[i], ends[i]));
    }
    touched = all;
  }

  /** The value of the key [from, to), if it is there. */
  public OptionalLong get(byte[] bytes, int from, int to) {
    return to - from > ShortKeys.MAX_LENGTH
        ? longKeys.get(bytes, from, to)
        : shortKeys.get(shortKey(bytes, from, to));
  }

  private static long shortKey(byte[] bytes, int from, int to) {
    return ShortKeys.key(SliceHash.eight(bytes, from, to), to - from);
  }

  /** Takes all keys out; memory that was far too much for them goes too. */
  public void clear() {
    shortKeys.clear();
    longKeys.clear();
  }

  /** The sum of all values; walks through all slots, unless the table is empty. */
  public long total() {
    return size() == 0 ? 0 : shortKeys.total() + longKeys.total();
  }

  /** How many distinct keys there are. */
  public int size() {
    return shortKeys.size() + longKeys.size();
  }

  /** How many bytes all keys of sixteen bytes and more have, which are kept beside the slots. */
  public int longKeyBytes() {
    return longKeys.arenaSize();
  }

  /**
   * How often a key was added, since the table was made or cleared, that was too long and was cut.
   */
  public long cutKeys() {
    return longKeys.cutKeys();
  }

  /** One more than the largest number of a slot. */
  public int slots() {
    return shortKeys.slots() + longKeys.slots();
  }

  /** Whether there is a key in a slot; only then may the methods below be asked about it. */
  public boolean isUsed(int slot) {
    return isShort(slot) ? shortKeys.key(slot) != 0 : longKeys.tail(toLong(slot)) != 0;
  }

  /** The value of the key in a slot. */
  public long count(int slot) {
    return isShort(slot) ? shortKeys.value(slot) : longKeys.value(toLong(slot));
  }

  /** How many bytes the key in a slot has. */
  public int length(int slot) {
    return isShort(slot)
        ? ShortKeys.length(shortKeys.key(slot))
        : LongKeys.length(longKeys.tail(toLong(slot)));
  }

  /** Writes the key in a slot to {@code to[at]} and on, and up to {@link #SLACK} bytes of noise. */
  public void copyKey(int slot, byte[] to, int at) {
    if (isShort(slot)) {
      Swar.store(to, at, ShortKeys.bytes(shortKeys.key(slot)));
    } else {
      longKeys.copy(toLong(slot), to, at);
    }
  }

  /** The key in a slot. */
  public byte[] key(int slot) {
    int length = length(slot);
    byte[] padded = new byte[length + SLACK];
    copyKey(slot, padded, 0);
    return Arrays.copyOf(padded, length);
  }

  /** The order of the keys in two slots, by unsigned bytes: in UTF-8 that of the code points. */
  public int compareKeys(int a, int b) {
    // Most keys differ in their first eight bytes; those past a key's end are 0 here.
    int byPrefix = Long.compareUnsigned(prefix(a), prefix(b));
    return byPrefix != 0 ? byPrefix : Arrays.compareUnsigned(key(a), key(b));
  }

  private long prefix(int slot) {
    return Long.reverseBytes(
        isShort(slot) ? ShortKeys.bytes(shortKeys.key(slot)) : longKeys.firstBytes(toLong(slot)));
  }

  /** Which of {@code partitions} a key belongs to; equal for equal keys and seeds. */
  public int partition(int slot, int partitions) {
    long head = isShort(slot) ? shortKeys.key(slot) : longKeys.head(toLong(slot));
    long tail = isShort(slot) ? 0 : longKeys.tail(toLong(slot));
    long headSeed = SliceHash.next(~seed);
    long hash = SliceHash.mix(head ^ headSeed, tail ^ SliceHash.next(headSeed)) >>> 32;
    return (int) (hash * partitions >>> 32);
  }

  private boolean isShort(int slot) {
    return slot < shortKeys.slots();
  }

  private int toLong(int slot) {
    return slot - shortKeys.slots();
  }
}
