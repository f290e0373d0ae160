package io.dsstream.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Tells the batches that warm a JVM up from those that are measured. For one thread. */
final class Phases {
  /** The code of a whole engine has to be compiled. */
  private static final int WARM_UP_PHASES = 2;

  private final int minWarmUp;
  private final int minMeasured;
  private final long phaseNanos;
  private final LongSupplier clock;
  private final List<Long> nanos = new ArrayList<>();
  private int batches;
  private long phaseStart;
  private boolean warm;

  /**
   * The warm-up begins now.
   *
   * @param minWarmUp how many batches it has at least
   * @param minMeasured how many are measured at least
   * @param phaseNanos how long to measure, if so many batches take no longer; the warm-up takes
   *     twice as long
   * @param clock as {@link System#nanoTime}
   */
  Phases(int minWarmUp, int minMeasured, long phaseNanos, LongSupplier clock) {
    this.minWarmUp = minWarmUp;
    this.minMeasured = minMeasured;
    this.phaseNanos = phaseNanos;
    this.clock = clock;
    this.phaseStart = clock.getAsLong();
  }

  /**
   * Takes the time of the next batch.
   *
   * @return whether there is to be another
   */
  boolean add(long batchNanos) {
    batches++;
    if (warm) {
      nanos.add(batchNanos);
      return batches < minMeasured || elapsed() < phaseNanos;
    }
    if (batches >= minWarmUp && elapsed() >= WARM_UP_PHASES * phaseNanos) {
      warm = true;
      batches = 0;
      phaseStart = clock.getAsLong();
    }
    return true;
  }

  private long elapsed() {
    return clock.getAsLong() - phaseStart;
  }

  /** The times of the measured batches. */
  List<Long> nanos() {
    return nanos;
  }
}
