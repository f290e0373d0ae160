package io.dsstream.testkit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends writes that a peer does not read: a write to a socket knows no time-out and no interrupt. It
 * looks at all of them each second, for a timer a write would cost more than a small write does.
 */
final class WriteLimit {
  private static final long LOOK_NANOS = 1_000_000_000;
  private static final Set<WriteLimit> ALL = ConcurrentHashMap.newKeySet();

  private final Runnable end;
  private final Duration limit;
  private volatile boolean isWriting;
  private volatile long since;
  private volatile boolean isLate;

  static {
    Thread watch = new Thread(WriteLimit::watch, "line-server-write-limit");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * @param limit how long a write may take, and a second more
   * @param end ends one that is under way, as closing its socket does
   */
  WriteLimit(Duration limit, Runnable end) {
    this.limit = limit;
    this.end = end;
    ALL.add(this);
  }

  private static void watch() {
    while (true) {
      LockSupport.parkNanos(LOOK_NANOS);
      ALL.forEach(WriteLimit::look);
    }
  }

  private void look() {
    if (isWriting && System.nanoTime() - since > limit.toNanos()) {
      isLate = true;
      try {
        end.run();
      } catch (RuntimeException e) {
        // It is tried again at the next look, and others are watched on.
      }
    }
  }

  void begin() {
    since = System.nanoTime();
    isWriting = true;
  }

  void end() {
    isWriting = false;
  }

  /** Whether a write was ended. */
  boolean isLate() {
    return isLate;
  }

  /** There is no further write. */
  void close() {
    ALL.remove(this);
  }
}
