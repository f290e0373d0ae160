package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import java.time.Duration;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/**
 * All batches since the start. Immutable: each setting gives another.
 *
 * <pre>{@code
 * Spans.running().expireAfter(Duration.ofMinutes(10)).maxKeys(1_000_000)
 * }</pre>
 *
 * <p>A word that expires or is evicted starts from nothing when it comes again. {@link SpanWords}
 * tells how many did.
 */
public final class RunningTotal extends StoredSpan {
  /** An eighth is evicted at a time, for it takes a look at all words. */
  static final int SHARE = 8;

  private static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

  private final Duration expiry;
  private final int maxKeys;

  private RunningTotal(Duration expiry, int maxKeys) {
    this.expiry = expiry;
    this.maxKeys = maxKeys;
  }

  static RunningTotal unbounded() {
    return new RunningTotal(NEVER, Integer.MAX_VALUE);
  }

  Duration expiry() {
    return expiry;
  }

  boolean expires() {
    return expiry.compareTo(NEVER) < 0;
  }

  int maxKeys() {
    return maxKeys;
  }

  boolean isBounded() {
    return maxKeys < Integer.MAX_VALUE;
  }

  /**
   * This, but words leave that have not come for so long.
   *
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public RunningTotal expireAfter(Duration idle) {
    if (idle.toMillis() < 1) {
      throw new IllegalArgumentException("expiry must be >= 1 ms: " + idle.toMillis() + " ms");
    }
    return new RunningTotal(idle, maxKeys);
  }

  /**
   * This, but where there are more words the least frequent leave, an eighth of all at a time where
   * that is one at least; of keys those with the smallest numbers.
   *
   * @throws IllegalArgumentException if it is less than 8
   */
  public RunningTotal maxKeys(int keys) {
    if (keys < SHARE) {
      throw new IllegalArgumentException("max keys must be >= 8: " + keys);
    }
    return new RunningTotal(expiry, keys);
  }

  @Override
  StreamState state(Store<?> store, Duration interval) {
    return new RunningState<>(this, interval, store);
  }

  /** With the bounds: who reads a state anew under others would find other totals. */
  @Override
  String name() {
    return "running total"
        + (expires() ? ", expiring after " + expiry.toMillis() + " ms" : "")
        + (isBounded() ? ", of at most " + maxKeys + " keys" : "");
  }

  /** With a bound on the keys, evictions are logged: {@link #runningByKey} has them as a stream. */
  @Override
  public <K, T, A, R> JavaPairDStream<K, R> byKey(
      JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate) {
    RunningByKey<K, R> running = runningByKey(pairs, aggregate);
    if (isBounded()) {
      running.logEvictions(maxKeys);
    }
    return running.results();
  }

  /**
   * As {@link #byKey}, and how many keys have left. A bound on the keys is divided equally among
   * the partitions of the stream, so that one may evict keys while another has room.
   *
   * <pre>{@code
   * RunningByKey<String, Double> means =
   *     Spans.running().maxKeys(1_000_000).runningByKey(readings, Aggregates.mean());
   * means.results().foreachRDD(...);
   * means.left().print();
   * }</pre>
   *
   * @throws IllegalArgumentException if the aggregate cannot be serialised
   */
  public <K, T, A, R> RunningByKey<K, R> runningByKey(
      JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate) {
    return new ByKey<>(pairs, aggregate, maxKeys).running(this);
  }
}
