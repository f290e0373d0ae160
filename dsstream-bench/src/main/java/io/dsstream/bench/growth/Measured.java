package io.dsstream.bench.growth;

import io.dsstream.span.BatchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The batches of a run: some to warm up, then some whose times are kept. Each must have counted
 * every word of the text. For one thread.
 */
final class Measured {
  private static final int MIN_WARM_UP = 2;

  /** The code of a whole engine has to be compiled. */
  private static final int WARM_UP_PHASES = 2;

  private static final int MIN_MEASURED = 5;

  private final BatchText text;
  private final long phaseNanos;
  private final LongSupplier clock;
  private final List<Long> nanos = new ArrayList<>();
  private int batches;
  private long phaseStart;
  private boolean warm;

  /**
   * @param phaseNanos how long to measure, if a few batches take no longer; the warm-up takes twice
   *     as long
   * @param clock as {@link System#nanoTime}
   */
  Measured(BatchText text, long phaseNanos, LongSupplier clock) {
    this.text = text;
    this.phaseNanos = phaseNanos;
    this.clock = clock;
    this.phaseStart = clock.getAsLong();
  }

  /**
   * Takes the next batch.
   *
   * @return whether there is to be another
   * @throws IllegalStateException if its totals are not exact
   */
  boolean add(BatchResult batch) {
    requireExact(batch);
    batches++;
    if (warm) {
      nanos.add(batch.processing().toNanos());
      return batches < MIN_MEASURED || elapsed() < phaseNanos;
    }
    if (batches >= MIN_WARM_UP && elapsed() >= WARM_UP_PHASES * phaseNanos) {
      warm = true;
      batches = 0;
      phaseStart = clock.getAsLong();
    }
    return true;
  }

  private long elapsed() {
    return clock.getAsLong() - phaseStart;
  }

  private void requireExact(BatchResult batch) {
    requireEqual("words", text.words(), batch.tally().words());
    requireEqual("distinct words", text.distinct(), batch.distinct());
    requireEqual("bytes", text.bytes(), batch.tally().bytes());
  }

  private static void requireEqual(String what, long expected, long counted) {
    if (counted != expected) {
      throw new IllegalStateException(
          "%s of a batch must be %,d: %,d".formatted(what, expected, counted));
    }
  }

  /** The processing times of the measured batches. */
  List<Long> nanos() {
    return nanos;
  }
}
