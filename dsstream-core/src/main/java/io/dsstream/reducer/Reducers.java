package io.dsstream.reducer;

/**
 * The reducers there are, of values that are their own total. What needs more, as a mean does, is
 * among the {@link Aggregates}.
 */
public final class Reducers {
  private Reducers() {}

  /**
   * The sum of longs: the count of a word, when each token brings a 1.
   *
   * @return a reducer that throws {@code ArithmeticException} where a sum passes 2^63-1, or its
   *     inverse -2^63
   */
  public static InvertibleReducer<Long> sum() {
    return LongSum.INSTANCE;
  }

  /**
   * The smaller value by natural order, which must be consistent with equals: of two that differ
   * and compare as equal it is either.
   */
  public static <V extends Comparable<? super V>> Reducer<V> min() {
    return new Extreme<>(false);
  }

  /**
   * The larger value by natural order, which must be consistent with equals: of two that differ and
   * compare as equal it is either.
   */
  public static <V extends Comparable<? super V>> Reducer<V> max() {
    return new Extreme<>(true);
  }
}
