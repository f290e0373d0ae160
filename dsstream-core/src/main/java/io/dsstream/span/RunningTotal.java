package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducer;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.api.java.JavaDStream;
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
   * This, but where there are more words the least frequent leave, an eighth of all at a time; of
   * keys those with the smallest numbers.
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
  SpanState state(Store<?> store, Duration interval) {
    return new RunningState<>(this, interval, store);
  }

  /** With the bounds: who reads a state anew under others would find other totals. */
  @Override
  String name() {
    return "running total"
        + (expires() ? ", expiring after " + expiry.toMillis() + " ms" : "")
        + (maxKeys < Integer.MAX_VALUE ? ", of at most " + maxKeys + " keys" : "");
  }

  /**
   * Values by Spark's {@code updateStateByKey}, which wants a checkpoint and visits every word in
   * each batch.
   *
   * @throws IllegalStateException if words expire or are bounded
   */
  @Override
  public JavaPairDStream<String, Long> counts(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer) {
    if (expires() || maxKeys < Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "a stream of all running totals knows no expiry and no bound: use forEach");
    }
    return Spans.eachBatch()
        .counts(blocks, tokenizer, reducer)
        .updateStateByKey((values, total) -> Optional.of(reduced(values, total, reducer)));
  }

  private static Long reduced(List<Long> values, Optional<Long> total, Reducer<Long> reducer)
      throws Exception {
    Long all = total.orNull();
    for (Long value : values) {
      all = all == null ? value : reducer.call(all, value);
    }
    return all;
  }
}
