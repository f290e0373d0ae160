package io.dsstream.reducer;

/** {@link Aggregates#first()} and {@link Aggregates#last()}: a value without its time. */
record TimedAggregate<V extends Comparable<? super V>>(Reducer<Timed<V>> reducer)
    implements Aggregate<Timed<V>, Timed<V>, V> {
  @Override
  public Timed<V> of(Timed<V> value) {
    return value;
  }

  @Override
  public Timed<V> add(Timed<V> total, Timed<V> value) {
    return new ReducerAggregate<>(reducer).add(total, value);
  }

  @Override
  public V result(Timed<V> total) {
    return total.value();
  }

  @Override
  public boolean hasSmallTotals() {
    return true;
  }

  @Override
  public String toString() {
    return reducer + " by time";
  }
}
