package io.dsstream.reducer;

import org.apache.spark.api.java.function.Function2;

/**
 * A reducer that can take back what it has merged: what lets a sliding window cost what enters and
 * what leaves it, instead of all that it holds.
 *
 * <p>The promise, besides that of {@link Reducer}, for every a and b: {@code take(call(a, b), b)}
 * equals a. Neither argument is changed.
 *
 * <pre>{@code
 * pairs.reduceByKeyAndWindow(
 *     Reducers.sum(), Reducers.sum()::take, Durations.seconds(30), Durations.seconds(10));
 * }</pre>
 *
 * @param <V> the values
 */
public interface InvertibleReducer<V> extends Reducer<V> {
  /**
   * The total without a part of it.
   *
   * @param part what has been merged into the total before; of any other part the result means
   *     nothing
   */
  V take(V total, V part) throws Exception;

  /**
   * A reducer of two functions, which must keep the promises.
   *
   * @param merge one value of two
   * @param take the total without a part
   */
  static <V> InvertibleReducer<V> of(Function2<V, V, V> merge, Function2<V, V, V> take) {
    return new FunctionPair<>(merge, take);
  }
}
