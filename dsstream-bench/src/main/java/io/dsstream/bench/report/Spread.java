package io.dsstream.bench.report;

import io.dsstream.bench.Figures;
import java.util.Collection;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The smallest, the median and the largest of some figures. */
public record Spread(double min, double median, double max) {
  /**
   * The spread of a figure.
   *
   * @throws IllegalArgumentException if there are no items
   */
  public static <T> Spread of(Collection<T> items, ToDoubleFunction<T> figure) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("items must hold one at least: " + items);
    }
    double[] sorted = items.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }

  /** In another unit; one that falls where this rises changes the places of the extremes. */
  public Spread map(DoubleUnaryOperator conversion) {
    double a = conversion.applyAsDouble(min);
    double b = conversion.applyAsDouble(max);
    return new Spread(Math.min(a, b), conversion.applyAsDouble(median), Math.max(a, b));
  }

  /** How many times another: of the medians, and of the extremes that lie farthest apart. */
  Spread times(Spread other) {
    return new Spread(min / other.max, median / other.median, max / other.min);
  }

  @Override
  public String toString() {
    return Figures.format("%,.1f (%,.1f to %,.1f)", median, min, max);
  }
}
