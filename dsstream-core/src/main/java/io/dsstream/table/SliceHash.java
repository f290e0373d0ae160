package io.dsstream.table;

import io.dsstream.text.Swar;

/**
 * A seeded 64-bit hash: sixteen bytes at a time, the two halves, each xored with a secret, folded
 * in by a 64 x 64 to 128 bit multiplication whose halves are xored (the mixing step of wyhash, Wang
 * Yi, public domain).
 */
final class SliceHash {
  // Odd constants with evenly spread bits, from the fractions of the golden ratio and of sqrt(3).
  static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xBB67AE8584CAA73BL;

  private SliceHash() {}

  /** The hash of [from, to), at least sixteen bytes; reads no byte outside it. */
  static long hash(byte[] bytes, int from, int to, long seed) {
    long second = next(seed);
    long hash = seed ^ (to - from) * FIRST;
    int last = to - 2 * Long.BYTES;
    for (int i = from; i < last; i += 2 * Long.BYTES) {
      hash = mix(hash ^ Swar.load(bytes, i), second ^ Swar.load(bytes, i + 8));
    }
    hash = mix(hash ^ Swar.load(bytes, last), second ^ Swar.load(bytes, last + 8));
    return mix(hash, FIRST);
  }

  /** Fewer than eight bytes as the low ones of a long; in the others may be anything. */
  static long eight(byte[] bytes, int from, int to) {
    if (from <= bytes.length - Long.BYTES) {
      return Swar.load(bytes, from);
    }
    long tail = 0;
    for (int i = to - 1; i >= from; i--) {
      tail = tail << 8 | (bytes[i] & 0xFF);
    }
    return tail;
  }

  /** Another seed out of a seed. */
  static long next(long seed) {
    return mix(seed ^ FIRST, SECOND);
  }

  static long mix(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }
}
