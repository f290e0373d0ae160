package io.dsstream.reducer;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * An integer times a power of two: what every finite double is, and every sum of such. Equal
 * numbers have equal fields, for the mantissa is odd or all is zero. Immutable.
 */
final class Dyadic implements Serializable {
  private static final long serialVersionUID = 1L;

  static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

  /** The bits of a double's mantissa, and the power of two of the smallest double. */
  private static final int PRECISION = 53;

  private static final int MIN_EXPONENT = -1074;
  private static final int SPARE_BITS = PRECISION + 2 + Long.SIZE;

  private final BigInteger mantissa;
  private final int exponent;

  private Dyadic(BigInteger mantissa, int exponent) {
    this.mantissa = mantissa;
    this.exponent = exponent;
  }

  private static Dyadic of(BigInteger mantissa, int exponent) {
    if (mantissa.signum() == 0) {
      return ZERO;
    }
    int zeros = mantissa.getLowestSetBit();
    return new Dyadic(mantissa.shiftRight(zeros), exponent + zeros);
  }

  static Dyadic of(long value) {
    return of(BigInteger.valueOf(value), 0);
  }

  /**
   * Exactly a double.
   *
   * @param value finite
   */
  static Dyadic of(double value) {
    int exponent = Math.max(Math.getExponent(value) - PRECISION + 1, MIN_EXPONENT);
    return of(BigInteger.valueOf((long) Math.scalb(value, -exponent)), exponent);
  }

  Dyadic plus(Dyadic other) {
    int common = Math.min(exponent, other.exponent);
    return of(at(common).add(other.at(common)), common);
  }

  private BigInteger at(int lower) {
    return mantissa.shiftLeft(exponent - lower);
  }

  Dyadic negated() {
    return new Dyadic(mantissa.negate(), exponent);
  }

  /** The nearest double, ties to even, infinite where a double is (IEEE 754). */
  double doubleValue() {
    return dividedBy(1);
  }

  /**
   * The double nearest to the quotient: rounded once, for the quotient keeps two bits or more than
   * a double has and knows whether something is beyond them.
   *
   * @param divisor at least 1
   */
  double dividedBy(long divisor) {
    int spare = Math.max(0, SPARE_BITS - mantissa.bitLength());
    BigInteger[] quotient =
        mantissa.abs().shiftLeft(spare).divideAndRemainder(BigInteger.valueOf(divisor));
    boolean beyond = quotient[1].signum() != 0;
    return mantissa.signum() * rounded(quotient[0], exponent - spare, beyond);
  }

  private static double rounded(BigInteger bits, int unit, boolean beyond) {
    if (bits.signum() == 0) {
      return 0;
    }
    int drop = Math.max(bits.bitLength() - PRECISION, MIN_EXPONENT - unit);
    BigInteger kept = bits.shiftRight(drop);
    boolean isHalf = bits.testBit(drop - 1);
    boolean isMore = beyond || bits.getLowestSetBit() < drop - 1;
    boolean up = isHalf && (isMore || kept.testBit(0));
    return Math.scalb(kept.doubleValue() + (up ? 1 : 0), unit + drop);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dyadic number
        && exponent == number.exponent
        && mantissa.equals(number.mantissa);
  }

  @Override
  public int hashCode() {
    return mantissa.hashCode() * 31 + exponent;
  }

  @Override
  public String toString() {
    return mantissa + " * 2^" + exponent;
  }
}
