package io.dsstream.bench.growth;

import io.dsstream.span.BatchResult;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The batches of a run: some to warm up, then some whose times are kept. Each must have counted
 * every word of the text. For one thread.
 */
final class Measured {
  private static final int MIN_WARM_UP = 2;
  private static final int MIN_MEASURED = 5;

  private final BatchText text;
  private final Phases phases;

  /**
   * @param phaseNanos how long to measure, if a few batches take no longer; the warm-up takes twice
   *     as long
   * @param clock as {@link System#nanoTime}
   */
  Measured(BatchText text, long phaseNanos, LongSupplier clock) {
    this.text = text;
    this.phases = new Phases(MIN_WARM_UP, MIN_MEASURED, phaseNanos, clock);
  }

  /**
   * Takes the next batch.
   *
   * @return whether there is to be another
   * @throws IllegalStateException if its totals are not exact
   */
  boolean add(BatchResult batch) {
    Exact.require("words of a batch", text.words(), batch.tally().words());
    Exact.require("distinct words of a batch", text.distinct(), batch.distinct());
    Exact.require("bytes of a batch", text.bytes(), batch.tally().bytes());
    return phases.add(batch.processing().toNanos());
  }

  /** The processing times of the measured batches. */
  List<Long> nanos() {
    return phases.nanos();
  }
}
