package io.dsstream.reducer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;

/**
 * The exact count of every item there is. Its size is that of the distinct items, without a bound.
 *
 * @param <T> the items
 */
public final class ItemCounts<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<T, Long> counts;

  ItemCounts() {
    this(new HashMap<>());
  }

  private ItemCounts(HashMap<T, Long> counts) {
    this.counts = counts;
  }

  /** Counts an item here. */
  ItemCounts<T> add(T item) {
    change(item, 1);
    return this;
  }

  ItemCounts<T> plus(ItemCounts<T> other) {
    return with(other, 1);
  }

  ItemCounts<T> minus(ItemCounts<T> other) {
    return with(other, -1);
  }

  private ItemCounts<T> with(ItemCounts<T> other, int sign) {
    ItemCounts<T> all = new ItemCounts<>(new HashMap<>(counts));
    other.counts.forEach((item, count) -> all.change(item, sign * count));
    return all;
  }

  /** An item whose count is zero is gone, as if it had never been. */
  private void change(T item, long by) {
    counts.merge(item, by, (a, b) -> a + b == 0 ? null : Long.valueOf(Math.addExact(a, b)));
  }

  /** How many distinct items there are. */
  public int distinct() {
    return counts.size();
  }

  /** The first so many in an order. A list that Kryo can send, which List.of is not. */
  ArrayList<ItemCount<T>> first(int limit, Comparator<ItemCount<T>> order) {
    return Least.of(
        counts.entrySet().stream().map(item -> new ItemCount<>(item.getKey(), item.getValue())),
        limit,
        order);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemCounts<?> items && counts.equals(items.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
