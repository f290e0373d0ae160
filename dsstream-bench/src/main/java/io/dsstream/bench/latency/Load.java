package io.dsstream.bench.latency;

import java.util.concurrent.TimeUnit;

/**
 * An open loop: line i is to be sent i times {@link #SPACING_NANOS} after the first, whatever
 * became of those before it.
 *
 * @param warmUpLines how many come first, and are not measured
 * @param measuredLines how many follow
 */
record Load(int warmUpLines, int measuredLines) {
  private static final long SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  static Load ofSeconds(int warmUp, int measured) {
    int perSecond = (int) (TimeUnit.SECONDS.toNanos(1) / SPACING_NANOS);
    return new Load(warmUp * perSecond, measured * perSecond);
  }

  int lines() {
    return warmUpLines + measuredLines;
  }

  /** How long it takes to send them all. */
  long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(lines() * SPACING_NANOS);
  }

  /** When a line is to be sent, as {@link System#nanoTime}, the first being sent at a time. */
  long intendedNanos(long startNanos, int line) {
    return startNanos + line * SPACING_NANOS;
  }
}
