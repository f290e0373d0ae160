package io.dsstream.reducer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rounding has edges; that it is right elsewhere is seen by the sums and means. */
class DyadicTest {
  static LongStream seeds() {
    return Seeds.some(50);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        -1,
        0.1,
        1e300,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0x1.fffffffffffffp-1023,
        Double.MAX_VALUE,
        -Double.MAX_VALUE
      })
  void doubleValue_ofADouble_isThatDouble(double value) {
    assertThat(Dyadic.of(value).doubleValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void doubleValue_ofAnyDouble_isThatDouble(long seed) {
    double value = Doubles.finite(new Random(seed));
    assertThat(Dyadic.of(value).doubleValue()).isEqualTo(value + 0.0);
    assertThat(Dyadic.of(value).negated().plus(Dyadic.of(value))).isEqualTo(Dyadic.ZERO);
  }

  @Test
  void doubleValue_halfway_isEven() {
    assertThat(plus(0x1p53, 1).doubleValue()).isEqualTo(0x1p53);
    assertThat(plus(0x1p53 + 2, 1).doubleValue()).isEqualTo(0x1p53 + 4);
    assertThat(plus(0x1p53, 1).plus(Dyadic.of(Double.MIN_VALUE)).doubleValue())
        .isEqualTo(0x1p53 + 2);
  }

  @Test
  void doubleValue_beyondTheLargest_isInfinite() {
    assertThat(plus(Double.MAX_VALUE, 0x1p970).doubleValue()).isInfinite();
    assertThat(plus(Double.MAX_VALUE, Math.nextDown(0x1p970)).doubleValue())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(plus(-Double.MAX_VALUE, -Double.MAX_VALUE).doubleValue())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void dividedBy_largeSum_isWithinReach() {
    assertThat(plus(Double.MAX_VALUE, Double.MAX_VALUE).dividedBy(2)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void dividedBy_belowTheSmallest_isRoundedOnce() {
    assertThat(Dyadic.of(Double.MIN_VALUE).dividedBy(2)).isZero();
    assertThat(Dyadic.of(3 * Double.MIN_VALUE).dividedBy(2)).isEqualTo(2 * Double.MIN_VALUE);
    assertThat(Dyadic.of(5 * Double.MIN_VALUE).dividedBy(2)).isEqualTo(2 * Double.MIN_VALUE);
    assertThat(Dyadic.of(Double.MIN_VALUE).dividedBy(Long.MAX_VALUE)).isZero();
    Dyadic belowHalfway = Dyadic.of(0x3p-1013).plus(Dyadic.of(-Double.MIN_VALUE));
    assertThat(belowHalfway.dividedBy(1L << 62)).isEqualTo(Double.MIN_VALUE);
    assertThat(Dyadic.of(-2 * Double.MIN_VALUE).dividedBy(3)).isEqualTo(-Double.MIN_VALUE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void dividedBy_anything_isNearest(long seed) {
    Random random = new Random(seed);
    long value = random.nextLong() >> random.nextInt(64);
    long divisor = (random.nextLong() >>> 1 + random.nextInt(63)) + 1;
    double expected =
        new BigDecimal(value).divide(new BigDecimal(divisor), new MathContext(200)).doubleValue();
    assertThat(Dyadic.of(value).dividedBy(divisor)).isEqualTo(expected);
  }

  private static Dyadic plus(double a, double b) {
    return Dyadic.of(a).plus(Dyadic.of(b));
  }
}
