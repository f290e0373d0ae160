package io.dsstream.reducer;

import java.util.Comparator;
import java.util.List;

/** {@link Aggregates#topK}. */
record TopKAggregate<T extends Comparable<? super T>>(int k)
    implements Aggregate<T, ItemCounts<T>, List<ItemCount<T>>> {
  TopKAggregate {
    if (k < 1) {
      throw new IllegalArgumentException("k must be >= 1: " + k);
    }
  }

  @Override
  public ItemCounts<T> of(T value) {
    return new ItemCounts<T>().add(value);
  }

  @Override
  public ItemCounts<T> add(ItemCounts<T> total, T value) {
    return total.add(value);
  }

  @Override
  public Reducer<ItemCounts<T>> reducer() {
    return InvertibleReducer.of(ItemCounts::plus, ItemCounts::minus);
  }

  @Override
  public List<ItemCount<T>> result(ItemCounts<T> total) {
    Comparator<ItemCount<T>> largest = Comparator.comparingLong(item -> -item.count());
    return total.first(k, largest.thenComparing(ItemCount::item));
  }

  @Override
  public String toString() {
    return "top";
  }
}
