package io.dsstream.reducer.sketch;

import io.dsstream.reducer.Aggregate;
import java.util.List;

/**
 * Aggregates that tell an estimate and its error, from memory that does not grow with the stream.
 * They stand apart from {@link io.dsstream.reducer.Aggregates} because they need {@code
 * org.apache.datasketches:datasketches-java}, at the version that Spark carries: 6.2.0.
 *
 * <pre>{@code
 * JavaPairDStream<String, Estimate> visitors = Spans.eachBatch().byKey(visits, Sketches.distinct());
 * JavaPairDStream<String, List<QuantileEstimate>> millis =
 *     Spans.window(length, slide).byKey(times, Sketches.quantiles(0.5, 0.99));
 * }</pre>
 */
public final class Sketches {
  private Sketches() {}

  /**
   * How many distinct items there are: a HyperLogLog sketch of 4,096 registers, 2 KB for a key of
   * many items. The bounds hold in 95 of 100 cases and are 3.3 % from the estimate.
   *
   * <p>Items are strings, integers of up to 64 bits and floating-point numbers. Integers are equal
   * by value whatever their class; so are floats and doubles, 0.0 and -0.0, and all that is not a
   * number; an integer never equals a double. Any other class is an {@code
   * IllegalArgumentException}.
   *
   * <p>Which laws hold: the estimate and its bounds are the same, to the bit, in every order, for a
   * union is the maximum of each register and the estimate told is one of the registers alone. The
   * totals themselves differ in their bytes.
   *
   * <p>Source: P. Flajolet et al., <i>HyperLogLog</i> (2007); the estimator is DataSketches'
   * composite one.
   */
  public static Aggregate<Object, SketchTotal<Object>, Estimate> distinct() {
    return new DistinctAggregate();
  }

  /**
   * Which values have the given ranks: 0.5 is the median, 0 the smallest, 1 the largest value. A
   * KLL sketch of k = 200, 5 KB for a key of a million values. A value's true rank is within 1.33
   * percentage points of the asked one in 99 of 100 cases; with each value come those that bound
   * it.
   *
   * <p>Numbers count by their {@code doubleValue()}; not-a-number, which has no rank, is an {@code
   * IllegalArgumentException}.
   *
   * <p>Which laws hold: up to 64 values the results are exact, and so are the laws; for more, the
   * smallest and the largest value. All else is within the said error only, in every order, for the
   * sketch throws coins: a batch that is computed again may come to another estimate.
   *
   * <p>Source: Z. Karnin, K. Lang and E. Liberty, <i>Optimal Quantile Approximation in Streams</i>
   * (2016).
   *
   * @param ranks from 0 to 1
   * @return estimates in the order of the ranks
   * @throws IllegalArgumentException if there is none or one is not from 0 to 1
   */
  public static Aggregate<Number, SketchTotal<Double>, List<QuantileEstimate>> quantiles(
      double... ranks) {
    return new QuantilesAggregate(ranks.clone());
  }
}
