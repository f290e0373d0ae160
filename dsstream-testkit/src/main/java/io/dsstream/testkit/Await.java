package io.dsstream.testkit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition, with a limit and a reason; the kit's only way to wait. */
final class Await {
  /**
   * How long anything may take that is only waiting for another thread: 30 s, times what the system
   * property {@code dsstream.testkit.timeoutFactor} says for slow machines.
   */
  static final Duration LIMIT =
      Duration.ofMillis(
          (long)
              (30_000
                  * Double.parseDouble(System.getProperty("dsstream.testkit.timeoutFactor", "1"))));

  private static final long POLL_NANOS = 500_000;

  private Await() {}

  /**
   * Returns when the condition holds.
   *
   * @param what names what was waited for, asked only when the limit has passed
   * @throws AssertionError if it does not hold within {@link #LIMIT}
   */
  static void until(BooleanSupplier condition, Supplier<String> what) {
    until(LIMIT, condition, what);
  }

  /** The same for what has been told to end. */
  static void end(BooleanSupplier condition, Supplier<String> what) {
    until(LIMIT.dividedBy(3), condition, what);
  }

  /**
   * Runs what Spark does without a limit of its own, in a thread that is left alone when it is
   * late.
   *
   * @throws AssertionError if it is not done within {@link #LIMIT}; it may go on
   * @throws RuntimeException what it throws
   */
  static void run(Runnable task, Supplier<String> what) {
    FutureTask<Void> run = new FutureTask<>(task, null);
    Thread thread = new Thread(run, "testkit-with-limit");
    thread.setDaemon(true);
    thread.start();
    // What a time-out has interrupted is cleaned up all the same.
    boolean isInterrupted = Thread.interrupted();
    try {
      until(run::isDone, what);
      run.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // never of what is done
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void until(Duration limit, BooleanSupplier condition, Supplier<String> what) {
    long started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - started > limit.toNanos()) {
        throw new AssertionError("waited " + limit.toSeconds() + " s in vain for " + what.get());
      }
      if (Thread.currentThread().isInterrupted()) { // by a test's time-out
        throw new AssertionError("interrupted while waiting for " + what.get());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
