package io.dsstream.reducer;

import java.io.Serializable;

/**
 * How the values of a key come to a result: each becomes a total or joins one, totals are merged,
 * and of the last total a result is told. {@link Aggregates} has the usual ones, and a {@link
 * io.dsstream.span.Span} puts them on a stream of pairs; in a job of your own:
 *
 * <pre>{@code
 * Aggregate<Number, ExactMean, Double> mean = Aggregates.mean();
 * pairs
 *     .combineByKey(mean::of, mean::add, mean.reducer(), partitioner)
 *     .mapValues(mean::result);
 * }</pre>
 *
 * <p>The promise, for every total a and value v: {@code add(a, v)} is what {@code reducer()} makes
 * of a and {@code of(v)}, and the reducer keeps the laws of {@link Reducer}, so that the result is
 * the same however Spark groups the values. Where totals are approximate, this holds within the
 * error that the result tells.
 *
 * <p>An aggregate is immutable and safe for use by several threads. A total belongs to one thread
 * while it is added to; nobody writes to one that has been merged or told. Totals are {@code
 * Serializable} and may be sent by Kryo. Values, totals and results are never null.
 *
 * @param <T> the values
 * @param <A> the totals
 * @param <R> the results
 */
public interface Aggregate<T, A, R> extends Serializable {
  /** The total of one value: a new one, which the caller may add to. */
  A of(T value);

  /**
   * The total with one value more.
   *
   * @param total the caller's alone, for it may be changed and given back
   */
  A add(A total, T value);

  /**
   * Merges totals; an {@link InvertibleReducer} if a part can be taken back. As every reducer it
   * changes neither argument.
   */
  Reducer<A> reducer();

  /**
   * Whether a total takes hardly more memory than one of a single value, however many values it
   * has, and its result no time: a window that slides may keep one more for each of a key's batches
   * then, else it keeps as few as it can. False, unless this is overridden.
   */
  default boolean hasSmallTotals() {
    return false;
  }

  /** What the total comes to. It leaves the total as it is. */
  R result(A total);
}
