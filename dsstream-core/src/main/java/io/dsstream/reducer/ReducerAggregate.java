package io.dsstream.reducer;

/** {@link Aggregates#of(Reducer)}: each value is a total, and the last total is the result. */
record ReducerAggregate<V>(Reducer<V> reducer) implements Aggregate<V, V, V> {
  @Override
  public V of(V value) {
    return value;
  }

  @Override
  public V add(V total, V value) {
    return Functions.reduced(reducer, total, value);
  }

  @Override
  public V result(V total) {
    return total;
  }

  @Override
  public boolean hasSmallTotals() {
    return true;
  }

  @Override
  public String toString() {
    return reducer.toString();
  }
}
