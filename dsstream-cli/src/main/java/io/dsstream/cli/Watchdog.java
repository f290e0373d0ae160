package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchSubmitted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the run when Spark has come to a halt without a word: a thread has died, as of an Error,
 * which Spark catches in few places, or no batch is made any more. Else the program would live on
 * and print nothing.
 */
final class Watchdog implements StreamingListener {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How long, beyond three intervals, no batch may be made. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** The end may wait for what does not move: how many ticks it has, and more when all is well. */
  private static final int TICKS_AFTER_FAILURE = 5;

  private static final int TICKS_AFTER_RUN = 20;

  private static final byte[] LAST_WORDS =
      ("dsstream: " + Ending.failed("java.lang.OutOfMemoryError").message() + "\n").getBytes(UTF_8);

  private final FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
  private final Duration limit;
  private final List<CompletableFuture<Ending>> endings;
  // Counts what the watch itself has lived through: a machine that sleeps is no halt.
  private final AtomicInteger quietTicks = new AtomicInteger();
  private final AtomicBoolean isLeaving = new AtomicBoolean();
  private final Instant started = Instant.now();
  private final long startedNanos = System.nanoTime();
  private volatile boolean hasBatches;
  private volatile Ending end;
  private volatile int ticksToLive = Integer.MAX_VALUE;

  /**
   * @param endings what waits for the run's end, one after the other
   */
  Watchdog(Duration interval, List<CompletableFuture<Ending>> endings) {
    this.limit = interval.multipliedBy(3).plus(GRACE);
    this.endings = endings;
  }

  /** Looks after every thread of the JVM. */
  void start() {
    Thread.setDefaultUncaughtExceptionHandler(this::died);
    Thread watch = new Thread(this::watch, "dsstream-watchdog");
    watch.setDaemon(true);
    watch.start();
  }

  /** Looks after batches too, which begin now: a cluster may have taken its time. */
  void watchBatches() {
    quietTicks.set(0);
    hasBatches = true;
  }

  @Override
  public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {
    quietTicks.set(0);
  }

  private void died(Thread thread, Throwable error) {
    try {
      LOG.debug("thread {} died", thread.getName(), error);
      bark("thread " + thread.getName() + " died: " + error);
    } catch (Throwable t) {
      leave();
    }
  }

  private void watch() {
    try {
      for (int ticks = 0; ticks < ticksToLive; ticks += end == null ? 0 : 1) {
        LockSupport.parkNanos(TICK.toNanos());
        if (quietTicks.incrementAndGet() > limit.dividedBy(TICK) && hasBatches) {
          Duration byClock = Duration.between(started, Instant.now());
          bark(stalled(limit, Duration.ofNanos(System.nanoTime() - startedNanos), byClock));
        }
      }
      Console.error((end.message() + "; Spark does not stop, left it").replaceFirst("^; ", ""));
      Runtime.getRuntime().halt(end.exitCode());
    } catch (Throwable t) {
      leave();
    }
  }

  /**
   * Why there is no batch: Spark makes them at times of the clock, which may have been set.
   *
   * @param ran for how long the watch has run
   * @param byClock the same by the clock
   */
  static String stalled(Duration limit, Duration ran, Duration byClock) {
    Duration back = ran.minus(byClock);
    String why =
        back.compareTo(TICK) > 0
            ? ": the clock was set back by %d s".formatted(back.toSeconds())
            : "";
    return "no batch has been made for %d s%s".formatted(limit.toSeconds(), why);
  }

  /** Leaves without allocating a byte, for that is what fails; the first thread alone speaks. */
  private void leave() {
    if (!isLeaving.compareAndSet(false, true)) {
      return;
    }
    try {
      stderr.write(LAST_WORDS);
    } catch (IOException e) {
      // There is nobody left to tell.
    }
    Runtime.getRuntime().halt(ExitCode.FAILED);
  }

  private void bark(String message) {
    Ending failed = Ending.failed(message);
    for (CompletableFuture<Ending> ending : endings) {
      if (ending.complete(failed)) {
        endsWith(failed, TICKS_AFTER_FAILURE);
      }
    }
  }

  /** The run is over, and Spark has to stop in time. */
  void endsWith(Ending end) {
    endsWith(end, TICKS_AFTER_RUN);
  }

  /** The first word stays: what dies while Spark stops is not why it does. */
  private synchronized void endsWith(Ending end, int ticks) {
    if (this.end == null) {
      this.end = end;
      ticksToLive = ticks;
    }
  }
}
