package io.dsstream.reducer;

import java.io.Serializable;

/**
 * Of so many numbers their mean, without any rounding until it is told: an {@link ExactSum} and a
 * count.
 */
public final class ExactMean implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Longs of no more are doubles too. */
  private static final long MAX_DOUBLE = 1L << 53;

  private ExactSum sum;
  private long count;

  ExactMean() {
    this(new ExactSum(), 0);
  }

  private ExactMean(ExactSum sum, long count) {
    this.sum = sum;
    this.count = count;
  }

  /** Counts a number here. */
  ExactMean add(Number value) {
    sum =
        value instanceof Long number && (number > MAX_DOUBLE || number < -MAX_DOUBLE)
            ? sum.plus(ExactSum.of(number))
            : sum.add(value.doubleValue());
    count = Math.addExact(count, 1);
    return this;
  }

  ExactMean plus(ExactMean other) {
    return new ExactMean(sum.plus(other.sum), Math.addExact(count, other.count));
  }

  ExactMean minus(ExactMean other) {
    return new ExactMean(sum.minus(other.sum), Math.subtractExact(count, other.count));
  }

  /** Of how many numbers. */
  public long count() {
    return count;
  }

  /** The double nearest to the mean; not-a-number if everything has been taken back. */
  public double value() {
    return count == 0 ? Double.NaN : sum.dividedBy(count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactMean mean && count == mean.count && sum.equals(mean.sum);
  }

  @Override
  public int hashCode() {
    return sum.hashCode() * 31 + Long.hashCode(count);
  }

  @Override
  public String toString() {
    return "%s of %d".formatted(value(), count);
  }
}
