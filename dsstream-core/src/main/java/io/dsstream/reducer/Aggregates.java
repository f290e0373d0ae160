package io.dsstream.reducer;

import java.util.List;

/**
 * The aggregates there are. A {@link io.dsstream.span.Span} puts them on a stream of pairs: the
 * values of each key in a batch, in a window or since the start.
 *
 * <pre>{@code
 * JavaPairDStream<String, Double> means = Spans.eachBatch().byKey(pairs, Aggregates.mean());
 * JavaPairDStream<String, HeavyHitters<String>> pages =
 *     Spans.running().byKey(visits, Aggregates.heavyHitters(1024));
 * }</pre>
 *
 * <p>Which laws hold: but for {@link #heavyHitters} those of {@link Reducer} hold exactly here,
 * with {@code equals} of the totals; doubles are added without rounding for that. Count, sums, mean
 * and topK can take back what they have merged, see {@link InvertibleReducer}. How many distinct
 * items there are, and quantiles, are told by {@link io.dsstream.reducer.sketch.Sketches}.
 */
public final class Aggregates {
  private Aggregates() {}

  /**
   * A reducer as an aggregate: each value is a total, and the last total is the result. What it
   * makes of two values should not be larger than they are: windows keep many of them.
   */
  public static <V> Aggregate<V, V, V> of(Reducer<V> reducer) {
    return new ReducerAggregate<>(reducer);
  }

  /** How many values there are. */
  public static Aggregate<Object, Long, Long> count() {
    return CountAggregate.INSTANCE;
  }

  /**
   * The sum of longs. A sum beyond 2^63-1, in whatever order Spark adds them, is an {@code
   * ArithmeticException} and fails the batch.
   */
  public static Aggregate<Long, Long, Long> sum() {
    return of(Reducers.sum());
  }

  /**
   * The double nearest to the sum of doubles, the same in every order, for nothing is rounded
   * before the end: see {@link ExactSum}, also for what is not finite. A value costs some tens of
   * nanoseconds, a merge a microsecond.
   */
  public static Aggregate<Double, ExactSum, Double> sumOfDoubles() {
    return SumAggregate.INSTANCE;
  }

  /**
   * The smallest value by natural order, which must be consistent with equals. Of doubles, -0.0 is
   * less than 0.0 and not-a-number the largest.
   */
  public static <V extends Comparable<? super V>> Aggregate<V, V, V> min() {
    return of(Reducers.<V>min());
  }

  /**
   * The largest value by natural order, which must be consistent with equals. Of doubles, -0.0 is
   * less than 0.0 and not-a-number the largest.
   */
  public static <V extends Comparable<? super V>> Aggregate<V, V, V> max() {
    return of(Reducers.<V>max());
  }

  /**
   * The double nearest to the mean, rounded once, of integers of up to 64 bits and of doubles;
   * other numbers count by their {@code doubleValue()}. What is not finite, see {@link ExactSum}.
   */
  public static Aggregate<Number, ExactMean, Double> mean() {
    return MeanAggregate.INSTANCE;
  }

  /**
   * The value of the earliest time, not the one that Spark happened to see first; of equal times
   * that of the lowest sequence number, of equal ones the smallest value.
   */
  public static <V extends Comparable<? super V>> Aggregate<Timed<V>, Timed<V>, V> first() {
    return new TimedAggregate<>(Reducers.min());
  }

  /**
   * The value of the latest time, not the one that Spark happened to see last; of equal times that
   * of the highest sequence number, of equal ones the largest value.
   */
  public static <V extends Comparable<? super V>> Aggregate<Timed<V>, Timed<V>, V> last() {
    return new TimedAggregate<>(Reducers.max());
  }

  /**
   * The k values that came most often with their exact counts, the largest count first, of equal
   * counts the smaller value. Every distinct value of a key is kept, without a bound, and copied
   * when totals are merged: where they are many, {@link #heavyHitters} is the one.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  public static <T extends Comparable<? super T>>
      Aggregate<T, ItemCounts<T>, List<ItemCount<T>>> topK(int k) {
    return new TopKAggregate<>(k);
  }

  /**
   * The values that came most often, in bounded memory, each with bounds of its count that hold for
   * certain. They are at most total / (maxMapSize / 2 + 1) apart: of a map of 2,000 a thousandth of
   * all values. See {@link FrequentItems}.
   *
   * <p>Which laws hold: merging is commutative exactly, and associative exactly while there are no
   * more than {@code maxMapSize} distinct values. Beyond that the order changes which of the rare
   * values are told and the bounds, but the true count is within them, and they keep the said
   * width, in every order.
   *
   * @param maxMapSize of how many values a count is kept for each key, at most
   * @throws IllegalArgumentException if it is less than 2
   */
  public static <T extends Comparable<? super T>>
      Aggregate<T, FrequentItems<T>, HeavyHitters<T>> heavyHitters(int maxMapSize) {
    return new HeavyHittersAggregate<>(maxMapSize);
  }
}
