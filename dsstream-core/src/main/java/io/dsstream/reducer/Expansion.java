package io.dsstream.reducer;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Doubles, small ones first, whose sum is that of all that were added, exactly: each addition keeps
 * what it would have rounded off as a further double. Two or three of them are the rule.
 *
 * <p>Source: grow-expansion of J. R. Shewchuk, <i>Adaptive Precision Floating-Point Arithmetic and
 * Fast Robust Geometric Predicates</i> (1997); what is lost by a sum is D. Knuth's TwoSum.
 */
final class Expansion implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Sums of what is smaller do not overflow. */
  private static final double MAX = 0x1p1000;

  private static final double[] NONE = {};

  private double[] parts = NONE;
  private int size;

  /** Adds a value, unless a sum might overflow: then it changes nothing and is false. */
  boolean add(double value) {
    if (!(Math.abs(value) < MAX && (size == 0 || Math.abs(parts[size - 1]) < MAX))) {
      return false;
    }
    double sum = value;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double part = parts[i];
      double next = sum + part;
      double lost = lost(sum, part, next);
      if (lost != 0) {
        parts[kept++] = lost;
      }
      sum = next;
    }
    if (kept == parts.length) {
      parts = Arrays.copyOf(parts, Math.max(2, 2 * kept));
    }
    parts[kept] = sum;
    size = kept + 1;
    return true;
  }

  private static double lost(double a, double b, double sum) {
    double ofB = sum - a;
    return a - (sum - ofB) + (b - ofB);
  }

  Dyadic exact() {
    Dyadic sum = Dyadic.ZERO;
    for (int i = 0; i < size; i++) {
      sum = sum.plus(Dyadic.of(parts[i]));
    }
    return sum;
  }
}
