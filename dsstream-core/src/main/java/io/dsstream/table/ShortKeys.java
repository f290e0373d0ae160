package io.dsstream.table;

import io.dsstream.text.Swar;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * Keys of at most seven bytes, each of which is one long: its bytes in the seven low ones, its
 * length + 1 in the highest, so that 0 is a free slot. Most words of most texts are such keys; a
 * hit compares one long, and key and value lie in one cache line.
 *
 * <p>Open addressing with linear probing (Knuth, TAOCP vol. 3, 6.4, algorithm L) at a load of at
 * most one half. The hash multiplies a key twice by secret odd numbers and folds it in between. One
 * multiplication makes any two keys collide with a probability of at most 2 / slots (Dietzfelbinger
 * et al., A Reliable Randomized Algorithm for the Closest-Pair Problem, 1997), but keeps keys at
 * equal distances at equal distances: for one secret in some dozens, thousands of words that differ
 * in two or three letters would lie in one long run. The slot's number is in the second product
 * from bit 33 on. What the folded product has above the number does not reach it; of the first
 * product the fold has brought that below.
 */
final class ShortKeys {
  static final int MAX_LENGTH = Long.BYTES - 1;

  private static final int LENGTH_SHIFT = Byte.SIZE * MAX_LENGTH;
  private static final int FIRST_LENGTH = 2 << 14;

  private final long first;
  private final long second;
  private long[] slots = new long[FIRST_LENGTH];
  private int size;
  // Written so that reading is not left out.
  private long touched;

  ShortKeys(long seed) {
    first = SliceHash.next(seed) | 1;
    second = SliceHash.next(first) | 1;
  }

  /** The key that the first {@code length} of eight bytes are. */
  static long key(long eight, int length) {
    return eight & Swar.first(length) | length + 1L << LENGTH_SHIFT;
  }

  /** Adds 1 to the values of the first {@code n} keys of an array, and writes over them. */
  void increment(long[] keys, int n) {
    if (!isCached()) {
      touch(keys, n);
    }
    int elsewhere = incrementAtHome(keys, n);
    for (int i = 0; i < elsewhere; i++) {
      add(keys[i], 1, Math::addExact);
    }
  }

  /** Leaves the keys that are not at home, which few are, to a loop that need not be as tight. */
  private int incrementAtHome(long[] keys, int n) {
    long[] slots = this.slots;
    long first = this.first;
    long second = this.second;
    int elsewhere = 0;
    for (int i = 0; i < n; i++) {
      long key = keys[i];
      int slot = home(key, first, second) & slots.length - 2;
      if (slots[slot] == key) {
        slots[slot + 1] = Math.incrementExact(slots[slot + 1]);
      } else {
        keys[elsewhere++] = key;
      }
    }
    return elsewhere;
  }

  /** Has the slots brought into a cache, all of them at once, for nothing waits for an answer. */
  private void touch(long[] keys, int n) {
    long all = 0;
    for (int i = 0; i < n; i++) {
      all |= slots[home(keys[i])];
    }
    touched = all;
  }

  /** Adds to the value of a key, and tells what it is then. */
  long add(long key, long value, LongBinaryOperator reducer) {
    int slot = find(key);
    if (slots[slot] == 0) {
      insert(slot, key, value);
      return value;
    }
    return slots[slot + 1] = reducer.applyAsLong(slots[slot + 1], value);
  }

  /** Takes from the value of a key, and the key out if nothing is left; the value then. */
  long take(long key, long value) {
    int slot = find(key);
    if (slots[slot] == 0) {
      throw new IllegalStateException("nothing to take from: no such key");
    }
    long left = Math.subtractExact(slots[slot + 1], value);
    slots[slot + 1] = left;
    if (left == 0) {
      empty(slot);
    }
    return left;
  }

  /** Takes a key out; its value, or 0 if it was not there. */
  long remove(long key) {
    int slot = find(key);
    long value = slots[slot + 1];
    if (slots[slot] != 0) {
      empty(slot);
    }
    return value;
  }

  /** Whether all slots may be in a cache. */
  boolean isCached() {
    return slots.length <= Growth.CACHED;
  }

  /** Reads where a key would be. */
  long peek(long key) {
    return slots[home(key)];
  }

  /** The value of a key, if it is there. */
  OptionalLong get(long key) {
    int slot = find(key);
    return slots[slot] == 0 ? OptionalLong.empty() : OptionalLong.of(slots[slot + 1]);
  }

  /** The slot of a key, or the free one where it would be. */
  private int find(long key) {
    int slot = home(key);
    while (slots[slot] != key && slots[slot] != 0) {
      slot = slot + 2 & slots.length - 1;
    }
    return slot;
  }

  /** Fills the hole with what lies behind it and may lie there (algorithm R, loc. cit.). */
  private void empty(int slot) {
    int hole = slot;
    int next = hole + 2 & slots.length - 1;
    while (slots[next] != 0) {
      int fromHome = next - home(slots[next]) & slots.length - 1;
      if (fromHome >= (next - hole & slots.length - 1)) {
        slots[hole] = slots[next];
        slots[hole + 1] = slots[next + 1];
        hole = next;
      }
      next = next + 2 & slots.length - 1;
    }
    slots[hole] = 0;
    slots[hole + 1] = 0;
    size--;
    if (Growth.isTooLong(slots.length, 2 * size, FIRST_LENGTH)) {
      resize(slots.length / 4);
    }
  }

  int home(long key) {
    return home(key, first, second) & slots.length - 2;
  }

  private static int home(long key, long first, long second) {
    long once = key * first;
    return (int) ((once ^ once >>> 32) * second >>> 32);
  }

  private void insert(int slot, long key, long value) {
    slots[slot] = key;
    slots[slot + 1] = value;
    size++;
    if (size > slots.length / 4) {
      resize(Growth.doubled(slots.length));
    }
  }

  private void resize(int length) {
    long[] old = slots;
    slots = new long[length];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = home(old[i]);
        while (slots[slot] != 0) {
          slot = slot + 2 & slots.length - 1;
        }
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }

  void clear() {
    int length = Growth.afterClear(slots.length, size, FIRST_LENGTH);
    if (length < slots.length) {
      slots = new long[length];
    } else {
      Arrays.fill(slots, 0);
    }
    size = 0;
  }

  long total() {
    long total = 0;
    for (int value = 1; value < slots.length; value += 2) {
      total += slots[value];
    }
    return total;
  }

  int size() {
    return size;
  }

  int slots() {
    return slots.length / 2;
  }

  /** The key in a slot, or 0 if it is free. */
  long key(int slot) {
    return slots[2 * slot];
  }

  long value(int slot) {
    return slots[2 * slot + 1];
  }

  static int length(long key) {
    return (int) (key >>> LENGTH_SHIFT) - 1;
  }

  /** A key's bytes, as they lie in memory, and zeros. */
  static long bytes(long key) {
    return key & Swar.first(MAX_LENGTH);
  }
}
