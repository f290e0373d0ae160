package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running totals of a stream of pairs: see {@link RunningTotal#runningByKey}. Spark wants
 * {@code context.checkpoint(folder)} for them.
 *
 * @param <K> the keys
 * @param <R> the results
 */
public final class RunningByKey<K, R> {
  private static final Logger LOG = LoggerFactory.getLogger(RunningByKey.class);

  private final JavaPairDStream<K, R> results;
  private final JavaDStream<KeysLeft> left;

  private RunningByKey(JavaPairDStream<K, R> results, JavaDStream<KeysLeft> left) {
    this.results = results;
    this.left = left;
  }

  static <K, A, R> RunningByKey<K, R> of(
      RunningDStream<K, A> stream, Aggregate<?, A, R> aggregate) {
    JavaDStream<RunningPart<K, A>> parts = stream.parts();
    return new RunningByKey<>(
        parts.flatMapToPair(part -> part.results(aggregate)),
        parts.map(RunningPart::left).reduce(KeysLeft::plus));
  }

  /** What none of its users would see otherwise. */
  void logEvictions(int maxKeys) {
    left.foreachRDD(rdd -> rdd.collect().forEach(keys -> log(keys, maxKeys)));
  }

  private static void log(KeysLeft left, int maxKeys) {
    if (left.evicted() > 0) {
      LOG.warn("running total of at most {} keys: {} evicted", maxKeys, left.evicted());
    }
  }

  /** Every key that is there with its result, after each batch. */
  public JavaPairDStream<K, R> results() {
    return results;
  }

  /** How many keys have left: of each batch one element. */
  public JavaDStream<KeysLeft> left() {
    return left;
  }
}
