package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/**
 * The running totals of a stream of pairs: see {@link RunningTotal#runningByKey}. Spark wants
 * {@code context.checkpoint(folder)} for them.
 *
 * @param <K> the keys
 * @param <R> the results
 */
public final class RunningByKey<K, R> {
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

  /** Every key that is there with its result, after each batch. */
  public JavaPairDStream<K, R> results() {
    return results;
  }

  /** How many keys have left: of each batch one element. */
  public JavaDStream<KeysLeft> left() {
    return left;
  }
}
