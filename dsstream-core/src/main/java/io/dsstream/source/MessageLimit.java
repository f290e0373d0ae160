package io.dsstream.source;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * At most three messages in any twenty seconds, however often a server comes and goes. For one
 * thread.
 */
final class MessageLimit {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int MESSAGES = 3;

  private final LongSupplier nanoTime;
  private final long[] saidAt = new long[MESSAGES];
  private int said;

  MessageLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether one more may be said now; who asks says it. */
  boolean take() {
    long now = nanoTime.getAsLong();
    int oldest = said % MESSAGES;
    if (said >= MESSAGES && now - saidAt[oldest] < WINDOW_NANOS) {
      return false;
    }
    saidAt[oldest] = now;
    said++;
    return true;
  }
}
