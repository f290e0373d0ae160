package io.dsstream.reducer;

/** {@link Aggregates#heavyHitters}. */
record HeavyHittersAggregate<T extends Comparable<? super T>>(int maxMapSize)
    implements Aggregate<T, FrequentItems<T>, HeavyHitters<T>> {
  HeavyHittersAggregate {
    if (maxMapSize < 2) {
      throw new IllegalArgumentException("max map size must be >= 2: " + maxMapSize);
    }
  }

  @Override
  public FrequentItems<T> of(T value) {
    return new FrequentItems<T>(maxMapSize).add(value);
  }

  @Override
  public FrequentItems<T> add(FrequentItems<T> total, T value) {
    return total.add(value);
  }

  @Override
  public Reducer<FrequentItems<T>> reducer() {
    return FrequentItems::plus;
  }

  @Override
  public HeavyHitters<T> result(FrequentItems<T> total) {
    return total.told();
  }

  @Override
  public String toString() {
    return "heavy hitters of " + maxMapSize;
  }
}
