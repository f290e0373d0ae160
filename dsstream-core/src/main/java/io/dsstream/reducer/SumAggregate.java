package io.dsstream.reducer;

/** {@link Aggregates#sumOfDoubles()}. */
enum SumAggregate implements Aggregate<Double, ExactSum, Double> {
  INSTANCE;

  @Override
  public ExactSum of(Double value) {
    return new ExactSum().add(value);
  }

  @Override
  public ExactSum add(ExactSum total, Double value) {
    return total.add(value);
  }

  @Override
  public Reducer<ExactSum> reducer() {
    return InvertibleReducer.of(ExactSum::plus, ExactSum::minus);
  }

  @Override
  public boolean hasSmallTotals() {
    return true;
  }

  @Override
  public Double result(ExactSum total) {
    return total.value();
  }

  @Override
  public String toString() {
    return "sum";
  }
}
