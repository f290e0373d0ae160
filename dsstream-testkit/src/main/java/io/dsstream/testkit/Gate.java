package io.dsstream.testkit;

/** Holds the jobs of batches back while it is closed. */
final class Gate {
  private boolean closed;
  private int waiting;

  synchronized void close() {
    closed = true;
  }

  synchronized void open() {
    closed = false;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Whether a job waits. */
  synchronized boolean isWaitedAt() {
    return waiting > 0;
  }

  /**
   * Returns when the gate is open; called by a job of each batch.
   *
   * @throws IllegalStateException if the job is interrupted, as when its context stops, or has
   *     waited for longer than anything may
   */
  synchronized void pass() {
    long deadline = System.nanoTime() + Await.LIMIT.toNanos();
    waiting++;
    try {
      while (closed) {
        wait(Await.LIMIT.toMillis());
        if (System.nanoTime() - deadline >= 0) {
          throw new IllegalStateException("held for too long, s: " + Await.LIMIT.toSeconds());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the context of a held batch was stopped", e);
    } finally {
      waiting--;
    }
  }
}
