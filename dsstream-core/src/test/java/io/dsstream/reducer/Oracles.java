package io.dsstream.reducer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What all values together come to, the plain way. */
final class Oracles {
  /** The digits of any sum of doubles, and of its quotient by a power of two. */
  private static final MathContext EXACT = new MathContext(1_500);

  private Oracles() {}

  static double sum(List<Double> values) {
    return notFinite(values).orElse(exactSum(values).doubleValue());
  }

  static double mean(List<? extends Number> values) {
    BigDecimal count = BigDecimal.valueOf(values.size());
    return notFinite(values).orElse(exactSum(values).divide(count, EXACT).doubleValue());
  }

  /** With infinities and not-a-number plain addition is exact: all else is nothing beside them. */
  private static OptionalDouble notFinite(List<? extends Number> values) {
    return values.stream()
        .mapToDouble(Number::doubleValue)
        .filter(value -> !Double.isFinite(value))
        .reduce(Double::sum);
  }

  private static BigDecimal exactSum(List<? extends Number> values) {
    return values.stream()
        .filter(value -> Double.isFinite(value.doubleValue()))
        .map(Oracles::exactly)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal exactly(Number value) {
    return value instanceof Double ? new BigDecimal((Double) value) : new BigDecimal("" + value);
  }

  static <V extends Comparable<? super V>> V first(List<Timed<V>> values) {
    Timed<V> first = values.get(0);
    for (Timed<V> value : values) {
      first = isBefore(value, first) ? value : first;
    }
    return first.value();
  }

  static <V extends Comparable<? super V>> V last(List<Timed<V>> values) {
    Timed<V> last = values.get(0);
    for (Timed<V> value : values) {
      last = isBefore(last, value) ? value : last;
    }
    return last.value();
  }

  private static <V extends Comparable<? super V>> boolean isBefore(Timed<V> a, Timed<V> b) {
    if (a.time() != b.time()) {
      return a.time() < b.time();
    } else if (a.sequence() != b.sequence()) {
      return a.sequence() < b.sequence();
    }
    return a.value().compareTo(b.value()) < 0;
  }

  static <T> Map<T, Long> counts(List<T> values) {
    Map<T, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts;
  }

  static <T> List<ItemCount<T>> topK(List<T> values, int k) {
    List<ItemCount<T>> items = new ArrayList<>();
    counts(values).forEach((item, count) -> items.add(new ItemCount<>(item, count)));
    items.sort((a, b) -> Long.compare(b.count(), a.count())); // stable: items are in their order
    return items.subList(0, Math.min(k, items.size()));
  }
}
