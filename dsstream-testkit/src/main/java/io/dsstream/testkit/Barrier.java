package io.dsstream.testkit;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * Waits for batches, whichever way they end. Spark signals each way otherwise: a batch that is over
 * by the time of the last one processed, which comes after the clean-up and the checkpoint; a
 * failed job by that time never coming, an event and a thrown error; a failed generation by the
 * error alone; a receiver's error by an event alone.
 */
final class Barrier {
  /** Causes may go round. */
  private static final int MAX_CAUSES = 50;

  private final JavaStreamingContext context;
  private final SparkInternals internals;
  private final BatchEvents events;
  private final BatchTimes times;
  private final BatchReport report;

  Barrier(
      JavaStreamingContext context,
      SparkInternals internals,
      BatchEvents events,
      BatchReport report) {
    this.context = context;
    this.internals = internals;
    this.events = events;
    this.times = report.times();
    this.report = report;
  }

  /** Returns when a batch's jobs have been made. */
  void awaitMade(long batch) {
    await(batch, () -> events.isSubmitted(times.millis(batch)), "to be made");
  }

  /**
   * Returns when a batch is over, clean-up and checkpoint included, and Spark has said so. It may
   * be over although an output has failed: then that error is still on its way.
   */
  void awaitOver(long batch) {
    long millis = times.millis(batch);
    await(
        batch,
        () ->
            internals.lastProcessedMillis() >= millis
                && events.isCompleted(millis)
                && events.failedOutput(millis).isEmpty(),
        "to be over");
  }

  /** Checks a batch that is not over. */
  void requireNoFailure(long batch) {
    SparkInternals.awaitEvents(context.sparkContext());
    if (isFailed(batch)) {
      Await.until(
          () -> {
            throwIfFailed(batch);
            return false;
          },
          () -> "the error of batch " + batch);
    }
  }

  private void await(long batch, BooleanSupplier condition, String what) {
    try {
      Await.until(
          () -> {
            // A job may stop its context after its last batch, which then is over.
            boolean isStopped = failure() instanceof StoppedException;
            if (!isStopped || !condition.getAsBoolean()) {
              throwIfFailed(batch);
            }
            return condition.getAsBoolean();
          },
          () -> "batch " + batch + " " + what);
    } catch (BatchFailure failure) {
      throw failure;
    } catch (AssertionError timeout) {
      String message = timeout.getMessage() + "\n" + report + "\n" + stacks();
      throw new BatchFailure(BatchFailure.Kind.TIMEOUT, batch, message, null);
    }
    events
        .takeReceiverError()
        .ifPresent(error -> fail(BatchFailure.Kind.RECEIVER, batch, "receiver " + error, null));
  }

  /** What a receiver has reported, if no batch has told of any. */
  Optional<String> untoldReceiverError() {
    SparkInternals.awaitEvents(context.sparkContext());
    return events.hasToldOfReceiver() ? Optional.empty() : events.takeReceiverError();
  }

  /** Whether a job or the making of a batch has failed: nothing more can run. */
  boolean isFailed() {
    return failure() != null;
  }

  /** Whether Spark has come to a halt at that, and writes no checkpoint either. */
  boolean isDead() {
    return events.isGeneratorDead() || failure() instanceof StoppedException;
  }

  /** No error of Spark's. */
  private static final class StoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("the job has stopped its context");
    }
  }

  private Throwable failure() {
    if (events.fatal() != null) {
      return events.fatal();
    }
    try {
      // Not its state, which a context that is being stopped keeps under lock.
      return context.awaitTerminationOrTimeout(0) ? new StoppedException() : null;
    } catch (Exception | Error e) {
      return e;
    }
  }

  private void throwIfFailed(long batch) {
    Throwable failure = failure();
    if (failure != null) {
      fail(failure, batch);
    }
  }

  /** Spark throws a job's error before its event has arrived, which may still be on its way. */
  private void fail(Throwable error, long batch) {
    if (error instanceof StoppedException) {
      fail(BatchFailure.Kind.JOB, batch, "failed: " + error.getMessage(), error);
    }
    SparkInternals.awaitEvents(context.sparkContext());
    long failed = first(this::isFailed).orElse(batch);
    long millis = times.millis(failed);
    if (events.isSubmitted(millis)) {
      // Of an Error that ended its thread Spark does not say which output it was.
      String output =
          report
              .failedCapture(millis)
              .or(() -> events.failedOutput(millis))
              .map(name -> " in " + name)
              .orElse("");
      fail(BatchFailure.Kind.JOB, failed, "failed" + output + ": " + root(error), error);
    }
    failMaking(first(b -> !events.isSubmitted(times.millis(b))).orElse(batch), error);
  }

  /** Fails for a batch that a start should have made. */
  void failStart(long batch, Throwable error) {
    events.died(error, true);
    failMaking(batch, error);
  }

  private void failMaking(long batch, Throwable error) {
    fail(BatchFailure.Kind.GENERATION, batch, "could not be made: " + error, error);
  }

  private OptionalLong first(LongPredicate condition) {
    return LongStream.rangeClosed(1, times.batches()).filter(condition).findFirst();
  }

  /** What a person looks for under the exceptions that Spark wraps it in. */
  private static Throwable root(Throwable error) {
    Throwable root = error;
    for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  private boolean isFailed(long batch) {
    return events.failedOutput(times.millis(batch)).isPresent();
  }

  private void fail(BatchFailure.Kind kind, long batch, String what, Throwable cause) {
    String message = "batch %d: %s%n%s".formatted(batch, what, report);
    throw new BatchFailure(kind, batch, message + ModuleFlags.hint(cause), cause);
  }

  /** Where the threads are that make and run batches. */
  static String stacks() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> isOfBatches(thread.getKey()))
        .map(
            thread ->
                thread.getKey().getName()
                    + Stream.of(thread.getValue())
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isOfBatches(Thread thread) {
    return SharedSpark.isOfStreaming(thread) || thread.getName().contains("task launch worker");
  }
}
