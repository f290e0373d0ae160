package io.dsstream.table;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/**
 * Counts byte slices: one {@code long} per distinct key, without an object per key or per call.
 *
 * <p>An open-addressing index with linear probing (Knuth, TAOCP vol. 3, 6.4, algorithm L) at a load
 * of at most one half points into parallel arrays of entries; key bytes lie end to end in one
 * arena. Keys are numbered in the order in which they came. The seed of the hash is the caller's,
 * so that nobody who sends text can choose colliding words.
 *
 * <p>Not thread-safe. A table holds at most 2^29 keys of 2 GB in all.
 *
 * <pre>{@code
 * CountTable table = new CountTable(seed, Math::addExact);
 * table.add(bytes, 0, 5, 1);
 * table.count(0);  // 1
 * }</pre>
 */
public final class CountTable {
  private static final int FIRST_KEYS = 1024;
  private static final int MAX_KEYS = 1 << 29;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final long seed;
  private final LongBinaryOperator reducer;

  // index[slot] is a key's number + 1, or 0 for none.
  private int[] index = new int[2 * FIRST_KEYS];
  private int[] hashes = new int[FIRST_KEYS];
  // Key k is the bytes from ends[k - 1] (0 for the first key) to ends[k] of the arena.
  private int[] ends = new int[FIRST_KEYS];
  private long[] counts = new long[FIRST_KEYS];
  private byte[] arena = new byte[8 * FIRST_KEYS];
  private int size;

  /**
   * An empty table.
   *
   * @param seed the seed of the hash; tables that are to agree on {@link #partition} share it
   * @param reducer what becomes of a key's value and a further one, as {@code Math::addExact}
   */
  public CountTable(long seed, LongBinaryOperator reducer) {
    this.seed = seed;
    this.reducer = reducer;
  }

  /** How many distinct keys there are. */
  public int size() {
    return size;
  }

  /** The value of key number {@code key}. */
  public long count(int key) {
    return counts[key];
  }

  /** The bytes of all keys; key number {@code key} is [{@link #from}, {@link #to}). */
  public byte[] arena() {
    return arena;
  }

  /** Where key number {@code key} starts in {@link #arena()}. */
  public int from(int key) {
    return key == 0 ? 0 : ends[key - 1];
  }

  /** Where key number {@code key} ends in {@link #arena()}. */
  public int to(int key) {
    return ends[key];
  }

  /** Which of {@code partitions} a key belongs to; equal for equal keys and seeds. */
  public int partition(int key, int partitions) {
    // The index uses the low bits, so the partition takes the whole hash as a fraction of 2^32.
    return (int) ((hashes[key] & 0xFFFF_FFFFL) * partitions >>> 32);
  }

  /**
   * Adds a value to the key [from, to), or reduces the two if the key is there.
   *
   * @throws ArithmeticException if the reducer refuses, as a sum past 2^63-1 does
   */
  public void add(byte[] bytes, int from, int to, long value) {
    int hash = SliceHash.hash(bytes, from, to, seed);
    int mask = index.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int key = index[slot] - 1;
      if (key < 0) {
        insert(slot, hash, bytes, from, to, value);
        return;
      }
      if (hashes[key] == hash && isKey(key, bytes, from, to)) {
        counts[key] = reducer.applyAsLong(counts[key], value);
        return;
      }
    }
  }

  private boolean isKey(int key, byte[] bytes, int from, int to) {
    return Arrays.equals(arena, from(key), ends[key], bytes, from, to);
  }

  private void insert(int slot, int hash, byte[] bytes, int from, int to, long value) {
    int start = from(size);
    reserve(start, to - from);
    System.arraycopy(bytes, from, arena, start, to - from);
    ends[size] = start + to - from;
    hashes[size] = hash;
    counts[size] = value;
    size++;
    index[slot] = size;
    if (size > index.length / 2) {
      rehash();
    }
  }

  private void reserve(int start, int length) {
    if (size == hashes.length) {
      if (size == MAX_KEYS) {
        throw new IllegalStateException("distinct words must be <= " + MAX_KEYS + " a task");
      }
      hashes = Arrays.copyOf(hashes, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    if (length > arena.length - start) {
      long needed = (long) start + length;
      if (needed > MAX_ARRAY) {
        throw new IllegalStateException(
            "bytes of distinct words must be <= 2 GB a task: " + needed);
      }
      arena = Arrays.copyOf(arena, (int) Math.min(Math.max(2L * arena.length, needed), MAX_ARRAY));
    }
  }

  private void rehash() {
    index = new int[2 * index.length];
    int mask = index.length - 1;
    for (int key = 0; key < size; key++) {
      int slot = hashes[key] & mask;
      while (index[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      index[slot] = key + 1;
    }
  }
}
