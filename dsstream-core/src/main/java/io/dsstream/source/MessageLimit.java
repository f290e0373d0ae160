package io.dsstream.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * At most three messages in any twenty seconds, however often a server comes and goes, and over
 * however many connections to it. Safe for use by several threads.
 */
final class MessageLimit {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int MESSAGES = 3;

  /** By what it is about. */
  private static final Map<String, MessageLimit> SHARED = new ConcurrentHashMap<>();

  private final LongSupplier nanoTime;
  private final long[] saidAt = new long[MESSAGES];
  private int said;

  MessageLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The limit that all of this JVM have who speak of one thing. */
  static MessageLimit of(String subject) {
    return SHARED.computeIfAbsent(subject, key -> new MessageLimit(System::nanoTime));
  }

  /** Whether one more may be said now; who asks says it. */
  synchronized boolean take() {
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
