package io.dsstream.testkit;

import java.time.Duration;
import java.time.Instant;

/**
 * Which batches of a harness have been asked for, and when they are: batch n ends n intervals after
 * the start.
 */
final class BatchTimes {
  private final long startMillis;
  private final long intervalMillis;
  private long batches;

  BatchTimes(Instant start, Duration interval) {
    this.startMillis = start.toEpochMilli();
    this.intervalMillis = interval.toMillis();
  }

  /** The number of a further batch. */
  synchronized long next() {
    return ++batches;
  }

  synchronized long batches() {
    return batches;
  }

  /** The time of a batch. */
  long millis(long batch) {
    return startMillis + batch * intervalMillis;
  }

  /** The virtual time now. */
  long now() {
    return millis(batches());
  }

  long intervalMillis() {
    return intervalMillis;
  }
}
