package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.InvertibleReducer;
import io.dsstream.reducer.Reducer;
import java.time.Duration;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.streaming.Durations;
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
    this(pairs, aggregate, Integer.MAX_VALUE);
  }

  /**
   * @param mostPartitions into how many the keys may be divided
   */
  ByKey(JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate, int mostPartitions) {
    Functions.requireSerializable(aggregate, "aggregate");
    Functions.requireSerializable(aggregate.reducer(), "aggregate's reducer");
    this.pairs = pairs;
    this.aggregate = aggregate;
    this.reducer = aggregate.reducer();
    this.partitioner = new HashPartitioner(Math.min(parallelism(pairs), mostPartitions));
  }

  private static int parallelism(JavaPairDStream<?, ?> pairs) {
    return pairs.dstream().context().sparkContext().defaultParallelism();
  }

  JavaPairDStream<K, R> eachBatch() {
    return results(totals());
  }

  JavaPairDStream<K, R> window(WindowSpan window) {
    window.requireFits(interval());
    return results(
        reducer instanceof InvertibleReducer<A> invertible
            ? sliding(invertible, spark(window.length()), spark(window.slide()))
            : totals()
                .reduceByKeyAndWindow(
                    reducer, spark(window.length()), spark(window.slide()), partitioner));
  }

  private Duration interval() {
    return BatchLoop.interval(pairs.dstream());
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

  RunningByKey<K, R> running(RunningTotal span) {
    int partitions = partitioner.numPartitions();
    RunningDStream<K, A> parts =
        new RunningDStream<>(
            totals().dstream(), new RunningPart.Step<>(span, aggregate, partitions), partitions);
    return RunningByKey.of(parts, aggregate);
  }

  private JavaPairDStream<K, A> totals() {
    return pairs.combineByKey(aggregate::of, aggregate::add, reducer, partitioner);
  }

  private JavaPairDStream<K, R> results(JavaPairDStream<K, A> totals) {
    Aggregate<? super T, A, R> told = aggregate;
    return totals.mapValues(told::result);
  }
}
