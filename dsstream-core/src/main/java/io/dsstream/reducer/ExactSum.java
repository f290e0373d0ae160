package io.dsstream.reducer;

import java.io.Serializable;

/**
 * A sum of doubles without any rounding, until it is told. Adding doubles rounds at each step, so
 * that the sum depends on the order, which is Spark's to choose: 1e16 + 1 + 1 - 1e16 is 0, 1 or 2.
 * This one keeps what would be rounded off: while a task adds values in a few doubles, where totals
 * are merged in an integer times a power of two, which is as wide as it must be. It has some 100
 * bytes where values are alike, and 400 at most.
 *
 * <p>Not-a-number and the infinities are counted beside it, so that they too can be taken back.
 *
 * <p>Source: the wide accumulator of U. Kulisch and W. Miranker, <i>The Arithmetic of the Digital
 * Computer: A New Approach</i>, SIAM Review 28 (1986); the few doubles of J. R. Shewchuk,
 * <i>Adaptive Precision Floating-Point Arithmetic</i> (1997).
 */
public final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Dyadic merged;
  private final Expansion added = new Expansion();
  private final long notNumbers;
  private final long positiveInfinities;
  private final long negativeInfinities;

  ExactSum() {
    this(Dyadic.ZERO, 0, 0, 0);
  }

  private ExactSum(Dyadic merged, long notNumbers, long positive, long negative) {
    this.merged = merged;
    this.notNumbers = notNumbers;
    this.positiveInfinities = positive;
    this.negativeInfinities = negative;
  }

  static ExactSum of(long value) {
    return new ExactSum(Dyadic.of(value), 0, 0, 0);
  }

  /** Adds a value here, or gives another sum that has it. */
  ExactSum add(double value) {
    return added.add(value) ? this : plus(wide(value));
  }

  private static ExactSum wide(double value) {
    if (Double.isNaN(value)) {
      return new ExactSum(Dyadic.ZERO, 1, 0, 0);
    } else if (Double.isInfinite(value)) {
      return new ExactSum(Dyadic.ZERO, 0, value > 0 ? 1 : 0, value < 0 ? 1 : 0);
    }
    return new ExactSum(Dyadic.of(value), 0, 0, 0);
  }

  ExactSum plus(ExactSum other) {
    return new ExactSum(
        finite().plus(other.finite()),
        notNumbers + other.notNumbers,
        positiveInfinities + other.positiveInfinities,
        negativeInfinities + other.negativeInfinities);
  }

  ExactSum minus(ExactSum other) {
    return new ExactSum(
        finite().plus(other.finite().negated()),
        notNumbers - other.notNumbers,
        positiveInfinities - other.positiveInfinities,
        negativeInfinities - other.negativeInfinities);
  }

  private Dyadic finite() {
    return merged.plus(added.exact());
  }

  /**
   * The double nearest to the sum, ties to even. As IEEE 754 has it, not-a-number if one was added
   * or infinities of both signs, and infinite if one was added or the sum is beyond all doubles;
   * but a sum of zero is 0.0, of negative zeros too.
   */
  public double value() {
    return dividedBy(1);
  }

  /** The double nearest to the sum divided by a count. */
  double dividedBy(long count) {
    if (notNumbers > 0 || positiveInfinities > 0 && negativeInfinities > 0) {
      return Double.NaN;
    } else if (positiveInfinities > 0) {
      return Double.POSITIVE_INFINITY;
    }
    return negativeInfinities > 0 ? Double.NEGATIVE_INFINITY : finite().dividedBy(count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactSum sum
        && finite().equals(sum.finite())
        && notNumbers == sum.notNumbers
        && positiveInfinities == sum.positiveInfinities
        && negativeInfinities == sum.negativeInfinities;
  }

  @Override
  public int hashCode() {
    return finite().hashCode();
  }

  @Override
  public String toString() {
    return Double.toString(value());
  }
}
