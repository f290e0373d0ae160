package io.dsstream.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The delays between tries: doubling from a first one to a cap, each drawn evenly between half of
 * it and the whole ("equal jitter", M. Brooker, Exponential Backoff And Jitter, 2015), so that many
 * clients of one server do not return together. For one thread.
 */
class Backoff {
  private static final Duration FIRST = Duration.ofMillis(50);

  private final RandomGenerator random;
  private Duration current = FIRST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The delay before the next try. */
  Duration next(Duration cap) {
    Duration delay = current.compareTo(cap) < 0 ? current : cap;
    current = delay.multipliedBy(2);
    long half = delay.toNanos() / 2;
    return Duration.ofNanos(half + random.nextLong(half + 1));
  }

  /** Starts over, after a connection that lasted. */
  void reset() {
    current = FIRST;
  }
}
