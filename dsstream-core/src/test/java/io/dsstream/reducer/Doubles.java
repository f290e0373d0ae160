package io.dsstream.reducer;

import java.util.Random;

/** Doubles that cancel, tie, underflow and overflow. */
final class Doubles {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    1e16,
    1,
    1,
    -1e16,
    0.1,
    -0.1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0x1p53,
    0x1p-54,
    0x1p970,
    0x1.8p1023,
    0x1.8p1023,
    -0x1.8p1023
  };
  private static final double[] NOT_FINITE = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private Doubles() {}

  static double finite(Random random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return random.nextInt(4) > 0 || !Double.isFinite(any) ? one(EDGES, random) : any;
  }

  /** Of sizes that differ by more than a double has digits, none of them so large as to be all. */
  static double ordinary(Random random) {
    double price = (random.nextInt(2_001) - 1_000) / 100.0;
    return random.nextInt(4) > 0 ? price : random.nextBoolean() ? 1e16 : -1e16;
  }

  static double any(Random random) {
    return random.nextInt(20) == 0 ? one(NOT_FINITE, random) : finite(random);
  }

  private static double one(double[] of, Random random) {
    return of[random.nextInt(of.length)];
  }
}
