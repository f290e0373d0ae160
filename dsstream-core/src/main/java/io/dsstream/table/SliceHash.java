package io.dsstream.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A seeded 32-bit hash of a byte slice: eight bytes at a time, each folded in by a 64 x 64 to 128
 * bit multiplication whose halves are xored (the mixing step of wyhash, Wang Yi, public domain).
 */
final class SliceHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  // Odd constants with evenly spread bits, from the fractions of the golden ratio and of sqrt(3).
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xBB67AE8584CAA73BL;

  private SliceHash() {}

  /** The hash of [from, to); reads no byte outside it. */
  static int hash(byte[] bytes, int from, int to, long seed) {
    long hash = seed ^ (to - from) * FIRST;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, i), SECOND);
    }
    if (i < to) {
      hash = mix(hash ^ tail(bytes, i, to), SECOND);
    }
    return (int) (mix(hash, FIRST) >>> 32);
  }

  private static long tail(byte[] bytes, int from, int to) {
    long tail = 0;
    for (int i = to - 1; i >= from; i--) {
      tail = tail << 8 | (bytes[i] & 0xFF);
    }
    return tail;
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
