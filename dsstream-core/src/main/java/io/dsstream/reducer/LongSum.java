package io.dsstream.reducer;

/** {@link Reducers#sum()}: an enum, so that a copy that has travelled is known as the same. */
enum LongSum implements InvertibleReducer<Long> {
  INSTANCE;

  @Override
  public Long call(Long a, Long b) {
    return Math.addExact(a, b);
  }

  @Override
  public Long take(Long total, Long part) {
    return Math.subtractExact(total, part);
  }
}
