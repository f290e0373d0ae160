package io.dsstream.reducer;

/** {@link Aggregates#count()}. */
enum CountAggregate implements Aggregate<Object, Long, Long> {
  INSTANCE;

  @Override
  public Long of(Object value) {
    return 1L;
  }

  @Override
  public Long add(Long total, Object value) {
    return Math.addExact(total, 1L);
  }

  @Override
  public Reducer<Long> reducer() {
    return Reducers.sum();
  }

  @Override
  public boolean hasSmallTotals() {
    return true;
  }

  @Override
  public Long result(Long total) {
    return total;
  }

  @Override
  public String toString() {
    return "count";
  }
}
