package io.dsstream.reducer.sketch;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/** {@link Sketches#distinct()}. */
final class DistinctAggregate extends SketchAggregate<Object, Object, HllSketch, Estimate> {
  private static final long serialVersionUID = 1L;

  private static final int LG_REGISTERS = 12;
  private static final int STANDARD_DEVIATIONS = 2;

  /** Stands for the empty string, which the sketch would pass over, and is no string's UTF-8. */
  private static final byte[] EMPTY = {(byte) 0xFF};

  @Override
  Object checked(Object item) {
    if (item instanceof String || item instanceof Long || item instanceof Double) {
      return item;
    } else if (item instanceof Integer || item instanceof Short || item instanceof Byte) {
      return ((Number) item).longValue();
    } else if (item instanceof Float number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "item must be a string, an integer or a double: " + item.getClass().getName());
  }

  @Override
  HllSketch empty() {
    return new HllSketch(LG_REGISTERS, TgtHllType.HLL_4);
  }

  @Override
  HllSketch open(byte[] bytes) {
    return HllSketch.heapify(bytes);
  }

  @Override
  void update(HllSketch sketch, Object item) {
    if (item instanceof Long number) {
      sketch.update(number);
    } else if (item instanceof Double number) {
      sketch.update(number);
    } else if (item.equals("")) {
      sketch.update(EMPTY);
    } else {
      sketch.update((String) item);
    }
  }

  @Override
  HllSketch union(HllSketch a, HllSketch b) {
    Union union = new Union(LG_REGISTERS);
    union.update(a);
    union.update(b);
    return union.getResult(TgtHllType.HLL_4);
  }

  @Override
  byte[] bytes(HllSketch sketch) {
    return sketch.toCompactByteArray();
  }

  /** The sketch's own estimate and bounds are of the order in which items came, until a union. */
  @Override
  Estimate told(HllSketch sketch) {
    double estimate = sketch.getCompositeEstimate();
    return new Estimate(
        estimate, estimate / (1 + relativeError(false)), estimate / (1 - relativeError(true)));
  }

  private static double relativeError(boolean upper) {
    return Math.abs(HllSketch.getRelErr(upper, true, LG_REGISTERS, STANDARD_DEVIATIONS));
  }

  @Override
  public String toString() {
    return "distinct";
  }
}
