package io.dsstream.table;

import io.dsstream.text.Swar;
import io.dsstream.text.Utf8;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * Keys of eight bytes and more: slots of four longs, 32 bytes, so half a cache line.
 *
 * <p>Of a key up to 15 bytes the first long is its first eight bytes, the second the others with
 * the length + 1 in the high byte. Of a longer key the first is a hash of its bytes, the second its
 * length with the high byte 0xFF, and the bytes lie in an arena. A second long of 0 is a free slot.
 * The third long is the value, the fourth where the key lies in the arena.
 */
final class LongKeys {
  static final int MAX_INLINE = 2 * Long.BYTES - 1;

  private static final int SLOT = 4;
  private static final int FIRST_LENGTH = SLOT << 13;
  private static final int FIRST_ARENA = 1 << 14;

  /** From here on memory counts for more than the length of a probe. */
  private static final int LARGE_LENGTH = SLOT << 20;

  private static final long IN_ARENA = 0xFFL << 56;
  private static final int MAX_ARENA = Integer.MAX_VALUE - 8;

  /** What a cut key ends with, U+2026. */
  private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6};

  private final long headSeed;
  private final long tailSeed;
  private long[] slots = new long[FIRST_LENGTH];
  private byte[] arena = new byte[FIRST_ARENA];
  private int arenaSize;
  private int arenaFree;
  private int size;
  private long cutKeys;
  // Written so that reading is not left out.
  private long touched;

  LongKeys(long seed) {
    headSeed = seed;
    tailSeed = SliceHash.next(seed);
  }

  /** The second long of a key of 8..15 bytes, of which these are the ninth to sixteenth. */
  static long tail(long eight, int length) {
    return eight & Swar.first(length - Long.BYTES) | length + 1L << 56;
  }

  /**
   * Adds 1 to the values of keys of 8..15 bytes, the first {@code n} longs of an array in pairs.
   */
  void increment(long[] keys, int n) {
    if (!isCached()) {
      touch(keys, n);
    }
    for (int i = 0; i < n; i += 2) {
      increment(keys[i], keys[i + 1]);
    }
  }

  private void increment(long head, long tail) {
    int slot = home(head, tail);
    while (((slots[slot] ^ head) | (slots[slot + 1] ^ tail)) != 0) {
      if (slots[slot + 1] == 0) {
        insert(slot, head, tail, 1, 0);
        return;
      }
      slot = slot + SLOT & slots.length - 1;
    }
    slots[slot + 2] = Math.incrementExact(slots[slot + 2]);
  }

  /** Has the slots brought into a cache, all of them at once, for nothing waits for an answer. */
  private void touch(long[] keys, int n) {
    long all = 0;
    for (int i = 0; i < n; i += 2) {
      all |= slots[home(keys[i], keys[i + 1])];
    }
    touched = all;
  }

  /** Adds to the value of the key [from, to), at least eight bytes; tells what it is then. */
  long add(byte[] bytes, int from, int to, long value, LongBinaryOperator reducer) {
    if (to - from > CountTable.MAX_KEY_BYTES) {
      byte[] key = start(bytes, from);
      cutKeys++;
      return addWhole(key, 0, key.length, value, reducer);
    }
    return addWhole(bytes, from, to, value, reducer);
  }

  /** The first characters of a key that is too long, with an ellipsis as many bytes as it may. */
  private static byte[] start(byte[] bytes, int from) {
    int end = Utf8.characterStart(bytes, from + CountTable.MAX_KEY_BYTES - ELLIPSIS.length);
    byte[] key = Arrays.copyOfRange(bytes, from, end + ELLIPSIS.length);
    System.arraycopy(ELLIPSIS, 0, key, end - from, ELLIPSIS.length);
    return key;
  }

  private long addWhole(byte[] bytes, int from, int to, long value, LongBinaryOperator reducer) {
    int length = to - from;
    long head = head(bytes, from, to);
    long tail = tail(bytes, from, to);
    int slot = find(head, tail, bytes, from);
    if (slots[slot + 1] == 0) {
      long place = length > MAX_INLINE ? keep(bytes, from, length) : 0;
      insert(slot, head, tail, value, place);
      return value;
    }
    return slots[slot + 2] = reducer.applyAsLong(slots[slot + 2], value);
  }

  /** Takes from the value of a key, and the key out if nothing is left; the value then. */
  long take(byte[] bytes, int from, int to, long value) {
    if (to - from > CountTable.MAX_KEY_BYTES) {
      byte[] key = start(bytes, from);
      return take(key, 0, key.length, value);
    }
    int slot = find(head(bytes, from, to), tail(bytes, from, to), bytes, from);
    if (slots[slot + 1] == 0) {
      throw new IllegalStateException("nothing to take from: no such key");
    }
    long left = Math.subtractExact(slots[slot + 2], value);
    slots[slot + 2] = left;
    if (left == 0) {
      empty(slot);
    }
    return left;
  }

  /** Takes a key out; its value, or 0 if it was not there. */
  long remove(byte[] bytes, int from, int to) {
    if (to - from > CountTable.MAX_KEY_BYTES) {
      byte[] key = start(bytes, from);
      return remove(key, 0, key.length);
    }
    int slot = find(head(bytes, from, to), tail(bytes, from, to), bytes, from);
    long value = slots[slot + 2];
    if (slots[slot + 1] != 0) {
      empty(slot);
    }
    return value;
  }

  /** Whether all slots may be in a cache. */
  boolean isCached() {
    return slots.length <= Growth.CACHED;
  }

  /** Reads where a key would be. */
  long peek(byte[] bytes, int from, int to) {
    return slots[home(head(bytes, from, to), tail(bytes, from, to))];
  }

  /** The value of a key, if it is there. */
  OptionalLong get(byte[] bytes, int from, int to) {
    if (to - from > CountTable.MAX_KEY_BYTES) {
      byte[] key = start(bytes, from);
      return get(key, 0, key.length);
    }
    int slot = find(head(bytes, from, to), tail(bytes, from, to), bytes, from);
    return slots[slot + 1] == 0 ? OptionalLong.empty() : OptionalLong.of(slots[slot + 2]);
  }

  private long head(byte[] bytes, int from, int to) {
    return to - from > MAX_INLINE
        ? SliceHash.hash(bytes, from, to, headSeed)
        : Swar.load(bytes, from);
  }

  private static long tail(byte[] bytes, int from, int to) {
    int length = to - from;
    return length > MAX_INLINE
        ? IN_ARENA | length
        : tail(SliceHash.eight(bytes, from + Long.BYTES, to), length);
  }

  /** The slot of a key, or the free one where it would be. */
  private int find(long head, long tail, byte[] bytes, int from) {
    int slot = home(head, tail);
    while (slots[slot + 1] != 0 && !isKey(slot, head, tail, bytes, from)) {
      slot = slot + SLOT & slots.length - 1;
    }
    return slot;
  }

  /** Fills the hole with what lies behind it and may lie there, as {@link ShortKeys} does. */
  private void empty(int slot) {
    if (slots[slot + 1] < 0) {
      arenaFree += length(slots[slot + 1]);
    }
    int hole = slot;
    int next = hole + SLOT & slots.length - 1;
    while (slots[next + 1] != 0) {
      int fromHome = next - home(slots[next], slots[next + 1]) & slots.length - 1;
      if (fromHome >= (next - hole & slots.length - 1)) {
        System.arraycopy(slots, next, slots, hole, SLOT);
        hole = next;
      }
      next = next + SLOT & slots.length - 1;
    }
    put(hole, 0, 0, 0, 0);
    size--;
    if (Growth.isTooLong(slots.length, SLOT * size, FIRST_LENGTH)) {
      resize(slots.length / 4);
    }
    if (arenaFree > arenaSize / 2 && arenaSize > FIRST_ARENA) {
      compact();
    }
  }

  /** Leaves out of the arena what keys have left there. */
  private void compact() {
    byte[] old = arena;
    arena = new byte[Math.max(FIRST_ARENA, 2 * (arenaSize - arenaFree))];
    arenaSize = 0;
    arenaFree = 0;
    for (int slot = 0; slot < slots.length; slot += SLOT) {
      if (slots[slot + 1] < 0) {
        slots[slot + 3] = keep(old, (int) slots[slot + 3], length(slots[slot + 1]));
      }
    }
  }

  int home(long head, long tail) {
    // The halves of a product carry the pattern of keys that differ little; a second one has none.
    long hash = SliceHash.mix(head ^ headSeed, tail ^ tailSeed) * SliceHash.FIRST;
    return (int) (hash >>> 32) & slots.length - SLOT;
  }

  private boolean isKey(int slot, long head, long tail, byte[] bytes, int from) {
    if (slots[slot] != head || slots[slot + 1] != tail) {
      return false;
    }
    if (tail > 0) {
      return true;
    }
    int place = (int) slots[slot + 3];
    int length = length(tail);
    return Arrays.equals(arena, place, place + length, bytes, from, from + length);
  }

  private void insert(int slot, long head, long tail, long value, long place) {
    put(slot, head, tail, value, place);
    size++;
    int capacity = slots.length / SLOT;
    if (size > (slots.length < LARGE_LENGTH ? capacity / 2 : capacity / 4 * 3)) {
      resize(Growth.doubled(slots.length));
    }
  }

  private void put(int slot, long head, long tail, long value, long place) {
    slots[slot] = head;
    slots[slot + 1] = tail;
    slots[slot + 2] = value;
    slots[slot + 3] = place;
  }

  private void resize(int length) {
    long[] old = slots;
    slots = new long[length];
    for (int i = 0; i < old.length; i += SLOT) {
      if (old[i + 1] != 0) {
        int slot = home(old[i], old[i + 1]);
        while (slots[slot + 1] != 0) {
          slot = slot + SLOT & slots.length - 1;
        }
        put(slot, old[i], old[i + 1], old[i + 2], old[i + 3]);
      }
    }
  }

  /** Copies a key into the arena and tells where. */
  private int keep(byte[] bytes, int from, int length) {
    if (arenaFree > 0 && arenaSize > arena.length - length) {
      compact();
    }
    long needed = (long) arenaSize + length;
    if (needed > MAX_ARENA) {
      throw new IllegalStateException("bytes of distinct words must be <= 2 GB a table: " + needed);
    }
    if (needed > arena.length) {
      arena = Arrays.copyOf(arena, (int) Math.min(Math.max(2L * arena.length, needed), MAX_ARENA));
    }
    System.arraycopy(bytes, from, arena, arenaSize, length);
    int place = arenaSize;
    arenaSize += length;
    return place;
  }

  void clear() {
    int length = Growth.afterClear(slots.length, size, FIRST_LENGTH);
    if (length < slots.length) {
      slots = new long[length];
    } else {
      Arrays.fill(slots, 0);
    }
    int arenaLength = Growth.afterClear(arena.length, arenaSize, FIRST_ARENA);
    if (arenaLength < arena.length) {
      arena = new byte[arenaLength];
    }
    arenaSize = 0;
    arenaFree = 0;
    size = 0;
    cutKeys = 0;
  }

  long total() {
    long total = 0;
    for (int value = 2; value < slots.length; value += SLOT) {
      total += slots[value];
    }
    return total;
  }

  int size() {
    return size;
  }

  /** How many of the keys that were added were too long. */
  long cutKeys() {
    return cutKeys;
  }

  /** How many bytes the keys of more than {@link #MAX_INLINE} bytes have together. */
  int arenaSize() {
    return arenaSize - arenaFree;
  }

  int slots() {
    return slots.length / SLOT;
  }

  long head(int slot) {
    return slots[SLOT * slot];
  }

  /** The first eight bytes of a key, as they lie in memory. */
  long firstBytes(int slot) {
    boolean isInline = tail(slot) > 0;
    return isInline ? head(slot) : Swar.load(arena, (int) slots[SLOT * slot + 3]);
  }

  /** The second long in a slot, or 0 if it is free. */
  long tail(int slot) {
    return slots[SLOT * slot + 1];
  }

  long value(int slot) {
    return slots[SLOT * slot + 2];
  }

  static int length(long tail) {
    return tail < 0 ? (int) tail : (int) (tail >>> 56) - 1;
  }

  /** Writes a key's bytes, and up to sixteen bytes in all. */
  void copy(int slot, byte[] to, int at) {
    long tail = tail(slot);
    if (tail < 0) {
      System.arraycopy(arena, (int) slots[SLOT * slot + 3], to, at, length(tail));
    } else {
      Swar.store(to, at, head(slot));
      Swar.store(to, at + Long.BYTES, tail);
    }
  }
}
