package io.dsstream.reducer;

import java.time.Duration;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/**
 * An aggregate on a stream of pairs. In each case the totals of a batch come first, in which Spark
 * adds values in place; what outlives a batch is merged only, for Spark may compute it again from
 * the totals before.
 */
final class ByKey<K, T, A, R> {
  private final JavaPairDStream<K, T> pairs;
  private final Aggregate<? super T, A, R> aggregate;
  private final Reducer<A> reducer;
  private final Partitioner partitioner;

  ByKey(JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate) {
    Functions.requireSerializable(aggregate, "aggregate");
    Functions.requireSerializable(aggregate.reducer(), "aggregate's reducer");
    this.pairs = pairs;
    this.aggregate = aggregate;
    this.reducer = aggregate.reducer();
    this.partitioner =
        new HashPartitioner(pairs.dstream().context().sparkContext().defaultParallelism());
  }

  JavaPairDStream<K, R> eachBatch() {
    return results(totals());
  }

  JavaPairDStream<K, R> window(Duration length, Duration slide) {
    requireMultiple(length, "window");
    requireMultiple(slide, "slide");
    if (slide.compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "slide must be <= the window of %d ms, or batches would be left out: %d ms"
              .formatted(length.toMillis(), slide.toMillis()));
    }
    return results(
        reducer instanceof InvertibleReducer<A> invertible
            ? sliding(invertible, spark(length), spark(slide))
            : totals().reduceByKeyAndWindow(reducer, spark(length), spark(slide), partitioner));
  }

  private void requireMultiple(Duration duration, String name) {
    long interval = pairs.dstream().slideDuration().milliseconds();
    if (duration.toMillis() < 1 || duration.toMillis() % interval != 0) {
      throw new IllegalArgumentException(
          "%s must be a multiple of the interval of %d ms: %d ms"
              .formatted(name, interval, duration.toMillis()));
    }
  }

  private static org.apache.spark.streaming.Duration spark(Duration duration) {
    return Durations.milliseconds(duration.toMillis());
  }

  private JavaPairDStream<K, A> sliding(
      InvertibleReducer<A> invertible,
      org.apache.spark.streaming.Duration length,
      org.apache.spark.streaming.Duration slide) {
    WindowReducer<A> parts = new WindowReducer<>(invertible);
    return totals()
        .mapValues(WindowPart::ofBatch)
        .reduceByKeyAndWindow(
            parts, parts::take, length, slide, partitioner, pair -> pair._2().isInWindow())
        .mapValues(WindowPart::total);
  }

  JavaPairDStream<K, R> running() {
    Running<K, A> step = new Running<>(reducer);
    return results(
        totals().mapWithState(StateSpec.function(step).partitioner(partitioner)).stateSnapshots());
  }

  private JavaPairDStream<K, A> totals() {
    return pairs.combineByKey(aggregate::of, aggregate::add, reducer, partitioner);
  }

  private JavaPairDStream<K, R> results(JavaPairDStream<K, A> totals) {
    Aggregate<? super T, A, R> told = aggregate;
    return totals.mapValues(told::result);
  }
}
