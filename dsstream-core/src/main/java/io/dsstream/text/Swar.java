package io.dsstream.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * SIMD within a register: eight bytes in a long, compared in a handful of operations without a
 * branch (Lamport, Multiple Byte Processing with Full-Word Instructions, 1975; Warren, Hacker's
 * Delight, 6-1). Byte i of the array is byte i of the long, counted from the low end.
 *
 * <p>A comparison answers in the high bit of each byte; the other bits are noise until {@link
 * #HIGH} masks them. It is exact for every byte: no carry crosses into the next one.
 */
public final class Swar {
  /** The high bit of each byte, which in UTF-8 tells ASCII from the rest. */
  public static final long HIGH = 0x8080808080808080L;

  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long EACH = 0x0101010101010101L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] FIRST = firsts();

  private Swar() {}

  private static long[] firsts() {
    long[] firsts = new long[16];
    Arrays.fill(firsts, -1);
    for (int n = 0; n < Long.BYTES; n++) {
      firsts[n] = (1L << Byte.SIZE * n) - 1;
    }
    return firsts;
  }

  /** The eight bytes from {@code i} on. */
  public static long load(byte[] bytes, int i) {
    return (long) LONGS.get(bytes, i);
  }

  /** Writes eight bytes from {@code i} on. */
  public static void store(byte[] bytes, int i, long eight) {
    LONGS.set(bytes, i, eight);
  }

  /** Eight times the byte {@code c}, 0..127. */
  public static long each(int c) {
    return c * EACH;
  }

  /**
   * Ones in the first {@code n} bytes, 0..15, of which there are but eight. Looked up: a shift by a
   * variable takes three operations of some processors, and one of eight bytes would shift by none.
   */
  public static long first(int n) {
    return FIRST[n & 15];
  }

  /** The low seven bits of each byte. */
  public static long low(long eight) {
    return eight & LOW;
  }

  /** High bit set where a byte of {@code low} is not that of {@code each}. */
  public static long differs(long low, long each) {
    return (low ^ each) + LOW;
  }

  /** High bit set where a byte of {@code low} is at least {@code c}, 1..127. */
  public static long atLeast(long low, int c) {
    return low + each(0x80 - c);
  }

  /**
   * A bit for each of 64 bytes, bit 0 for the first, from the high bits of eight longs. The longs
   * are first interleaved, bit 8 j + k for byte j of long k, and then transposed as an 8 x 8 matrix
   * of bits (Hacker's Delight, 7-3): cheaper than to gather each long by a multiplication.
   */
  public static long bits(long a, long b, long c, long d, long e, long f, long g, long h) {
    long x =
        (a & HIGH) >>> 7
            | (b & HIGH) >>> 6
            | (c & HIGH) >>> 5
            | (d & HIGH) >>> 4
            | (e & HIGH) >>> 3
            | (f & HIGH) >>> 2
            | (g & HIGH) >>> 1
            | (h & HIGH);
    long t = (x ^ x >>> 7) & 0x00AA00AA00AA00AAL;
    x ^= t ^ t << 7;
    t = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
    x ^= t ^ t << 14;
    t = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
    return x ^ t ^ t << 28;
  }
}
