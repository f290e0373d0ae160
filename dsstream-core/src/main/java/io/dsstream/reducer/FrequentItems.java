package io.dsstream.reducer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * The counts of the frequent items in a map of bounded size. Where it is full and a new item comes,
 * the count in the middle is cut off from all, and items without a rest leave. With k half the size
 * of the map, what is cut off each time was there for k + 1 items at least, so that all cuts
 * together, which are the error of any count, are at most total / (k + 1).
 *
 * <p>Not the ItemsSketch of DataSketches, which in 6.2.0 forgets its total and its error when it is
 * merged or written after a cut that has left no item.
 *
 * <p>Source: J. Misra and D. Gries, <i>Finding Repeated Elements</i> (1982); the merge, which keeps
 * that bound in every order, of P. Agarwal et al., <i>Mergeable Summaries</i> (2013).
 *
 * @param <T> the items
 */
public final class FrequentItems<T extends Comparable<? super T>> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int maxSize;
  private final HashMap<T, Long> counts;
  private long error;
  private long total;

  FrequentItems(int maxSize) {
    this(maxSize, new HashMap<>());
  }

  private FrequentItems(int maxSize, HashMap<T, Long> counts) {
    this.maxSize = maxSize;
    this.counts = counts;
  }

  /** Counts an item here. */
  FrequentItems<T> add(T item) {
    if (counts.size() == maxSize && !counts.containsKey(item)) {
      cut();
    }
    counts.merge(item, 1L, Long::sum);
    total++;
    return this;
  }

  FrequentItems<T> plus(FrequentItems<T> other) {
    FrequentItems<T> all =
        new FrequentItems<>(Math.min(maxSize, other.maxSize), new HashMap<>(counts));
    other.counts.forEach((item, count) -> all.counts.merge(item, count, Long::sum));
    all.error = error + other.error;
    all.total = Math.addExact(total, other.total);
    if (all.counts.size() > all.maxSize) {
      all.cut();
    }
    return all;
  }

  private void cut() {
    long[] sorted = counts.values().stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    long middle = sorted[sorted.length - 1 - maxSize / 2];
    counts.values().removeIf(count -> count <= middle);
    counts.replaceAll((item, count) -> count - middle);
    error += middle;
  }

  /** How many items have a count here. */
  public int size() {
    return counts.size();
  }

  HeavyHitters<T> told() {
    List<HeavyHitter<T>> items = new ArrayList<>(counts.size());
    counts.forEach((item, count) -> items.add(new HeavyHitter<>(item, count, count + error)));
    Comparator<HeavyHitter<T>> largest = Comparator.comparingLong(item -> -item.upper());
    items.sort(largest.thenComparing(HeavyHitter::item));
    return new HeavyHitters<>(items, error, total);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrequentItems<?> items
        && error == items.error
        && total == items.total
        && counts.equals(items.counts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(counts, error, total);
  }

  @Override
  public String toString() {
    return "FrequentItems[%d of %d items, error %d]".formatted(counts.size(), total, error);
  }
}
