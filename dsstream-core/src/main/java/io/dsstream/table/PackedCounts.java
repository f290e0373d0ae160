package io.dsstream.table;

import java.util.Arrays;

/**
 * Keys and counts as one byte array: what crosses the shuffle. For each key its length, its bytes
 * and its value, the two numbers as LEB128 (the value zigzagged), as Protocol Buffers write them.
 */
public final class PackedCounts {
  private static final int MAX_VARINT = 10;

  /** So many slots are waited for at once. */
  private static final int GROUP = 64;

  private byte[] bytes = new byte[256];
  private int length;

  private PackedCounts() {}

  /** The keys of a table, packed for each of so many reduce partitions. */
  public static byte[][] partition(CountTable table, int partitions) {
    PackedCounts[] packed = new PackedCounts[partitions];
    Arrays.setAll(packed, p -> new PackedCounts());
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.isUsed(slot)) {
        packed[table.partition(slot, partitions)].put(table, slot);
      }
    }
    return Arrays.stream(packed).map(PackedCounts::toBytes).toArray(byte[][]::new);
  }

  /** All keys of a table. */
  public static byte[] all(CountTable table) {
    return partition(table, 1)[0];
  }

  /** The keys in some slots of a table, packed in the given order. */
  public static byte[] of(CountTable table, int[] slots) {
    PackedCounts packed = new PackedCounts();
    for (int slot : slots) {
      packed.put(table, slot);
    }
    return packed.toBytes();
  }

  /** Takes a packed key, the slice [from, to), and its value. */
  @FunctionalInterface
  public interface Entry {
    /** Called for each key in turn. */
    void accept(byte[] bytes, int from, int to, long value);
  }

  /** Adds all packed keys and values to a table. */
  public static void unpack(byte[] packed, CountTable table) {
    forEach(packed, table, table::add);
  }

  /**
   * Hands all packed keys and values over, each of which is looked for in a table then: the slots
   * of a group of them are brought into a cache before, so that a table which has no room there is
   * waited for once a group, and not once a key.
   */
  public static void forEach(byte[] packed, CountTable table, Entry entry) {
    int[] starts = new int[GROUP];
    int[] ends = new int[GROUP];
    long[] values = new long[GROUP];
    Cursor in = new Cursor(packed);
    while (in.position < packed.length) {
      int n = 0;
      while (n < GROUP && in.position < packed.length) {
        int length = (int) in.varint();
        starts[n] = in.position;
        in.position += length;
        ends[n] = in.position;
        values[n++] = in.zigzag();
      }
      table.touch(packed, starts, ends, n);
      for (int i = 0; i < n; i++) {
        entry.accept(packed, starts[i], ends[i], values[i]);
      }
    }
  }

  private void put(CountTable table, int slot) {
    int keyLength = table.length(slot);
    reserve(keyLength);
    varint(keyLength);
    table.copyKey(slot, bytes, length);
    length += keyLength;
    long value = table.count(slot);
    varint((value << 1) ^ (value >> 63));
  }

  private void reserve(int keyLength) {
    long needed = (long) length + keyLength + 2 * MAX_VARINT + CountTable.SLACK;
    if (needed > bytes.length) {
      long doubled = Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(doubled));
    }
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private static final class Cursor {
    private final byte[] bytes;
    private int position;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    /** A number whose sign is its last bit. */
    long zigzag() {
      long value = varint();
      return (value >>> 1) ^ -(value & 1);
    }

    long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte b = bytes[position++];
        value |= (b & 0x7FL) << shift;
        if (b >= 0) {
          return value;
        }
      }
    }
  }
}
