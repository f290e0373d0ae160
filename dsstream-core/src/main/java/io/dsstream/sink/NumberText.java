package io.dsstream.sink;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Numbers of results as text: whole ones without a fraction, others as Python's repr writes them,
 * with an exponent where they are below 0.0001 or not below 1e16.
 */
final class NumberText {
  private static final int MIN_EXPONENT = -4;
  private static final int MAX_EXPONENT = 15;

  /** Doubles below it are whole longs exactly. */
  private static final double MAX_WHOLE = 0x1p53;

  private NumberText() {}

  static String of(Number number) {
    if (isWhole(number)) {
      return Long.toString(number.longValue());
    }
    double value = number.doubleValue();
    return Double.isNaN(value) || Double.isInfinite(value)
        ? Double.toString(value)
        : text(new BigDecimal(Double.toString(value)).stripTrailingZeros());
  }

  private static String text(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT) {
      return number.toPlainString();
    }
    String mantissa = number.movePointLeft(exponent).toPlainString();
    return String.format(Locale.ROOT, "%se%+03d", mantissa, exponent);
  }

  /** Whether it is an integer, of whatever class. */
  static boolean isWhole(Number number) {
    double value = number.doubleValue();
    return number instanceof Long || Math.abs(value) <= MAX_WHOLE && value == Math.rint(value);
  }
}
