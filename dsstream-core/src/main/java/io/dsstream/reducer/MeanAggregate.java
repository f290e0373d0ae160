package io.dsstream.reducer;

/** {@link Aggregates#mean()}. */
enum MeanAggregate implements Aggregate<Number, ExactMean, Double> {
  INSTANCE;

  @Override
  public ExactMean of(Number value) {
    return new ExactMean().add(value);
  }

  @Override
  public ExactMean add(ExactMean total, Number value) {
    return total.add(value);
  }

  @Override
  public Reducer<ExactMean> reducer() {
    return InvertibleReducer.of(ExactMean::plus, ExactMean::minus);
  }

  @Override
  public boolean hasSmallTotals() {
    return true;
  }

  @Override
  public Double result(ExactMean total) {
    return total.value();
  }

  @Override
  public String toString() {
    return "mean";
  }
}
