package io.dsstream.reducer.sketch;

import java.util.ArrayList;
import java.util.List;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;

/** {@link Sketches#quantiles}. */
final class QuantilesAggregate
    extends SketchAggregate<Number, Double, KllDoublesSketch, List<QuantileEstimate>> {
  private static final long serialVersionUID = 1L;

  private static final int K = 200;

  private final double[] ranks;

  QuantilesAggregate(double[] ranks) {
    if (ranks.length == 0) {
      throw new IllegalArgumentException("ranks must be one or more: none");
    }
    for (double rank : ranks) {
      if (!(rank >= 0 && rank <= 1)) {
        throw new IllegalArgumentException("rank must be from 0 to 1: " + rank);
      }
    }
    this.ranks = ranks;
  }

  @Override
  Double checked(Number value) {
    double number = value.doubleValue();
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException("value must be a number: NaN");
    }
    return number;
  }

  @Override
  KllDoublesSketch empty() {
    return KllDoublesSketch.newHeapInstance(K);
  }

  @Override
  KllDoublesSketch open(byte[] bytes) {
    return KllDoublesSketch.heapify(Memory.wrap(bytes));
  }

  @Override
  void update(KllDoublesSketch sketch, Double value) {
    sketch.update(value);
  }

  @Override
  KllDoublesSketch union(KllDoublesSketch a, KllDoublesSketch b) {
    a.merge(b);
    return a;
  }

  @Override
  byte[] bytes(KllDoublesSketch sketch) {
    return sketch.toByteArray();
  }

  /** A list that Kryo can send, which List.of is not. */
  @Override
  List<QuantileEstimate> told(KllDoublesSketch sketch) {
    List<QuantileEstimate> estimates = new ArrayList<>(ranks.length);
    for (double rank : ranks) {
      double value = sketch.getQuantile(rank);
      estimates.add(
          sketch.isEstimationMode()
              ? new QuantileEstimate(
                  rank,
                  value,
                  sketch.getQuantileLowerBound(rank),
                  sketch.getQuantileUpperBound(rank))
              : new QuantileEstimate(rank, value, value, value));
    }
    return estimates;
  }

  @Override
  public String toString() {
    return "quantiles";
  }
}
