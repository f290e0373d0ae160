package io.dsstream.testkit;

import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** A streaming context in virtual time, and what tells of its batches: one life of a driver. */
final class Engine {
  private static final String INTERRUPT = "spark.job.interruptOnCancel";

  private final JavaStreamingContext context;
  private final SparkInternals internals;
  private final Barrier barrier;
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private boolean started;

  private Engine(JavaStreamingContext context, BatchEvents events, BatchReport report) {
    this.context = context;
    this.internals = new SparkInternals(context.ssc());
    this.barrier = new Barrier(context, internals, events, report);
    context.ssc().addStreamingListener(events);
    // Spark catches no Error in an output or while it makes a batch: the thread ends, and that is
    // all.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          if (SharedSpark.isOfStreaming(thread)) {
            events.died(error, SharedSpark.makesBatches(thread));
          } else if (before != null) {
            before.uncaughtException(thread, error);
          }
        });
  }

  /** A context without streams, its clock at the time of the last batch. */
  static Engine create(BatchEvents events, BatchReport report) {
    JavaStreamingContext context = SharedSpark.streamingContext(report.times().intervalMillis());
    Engine engine = new Engine(context, events, report);
    engine.internals.setTime(report.times().now());
    return engine;
  }

  /** A context with the streams and the pending batches of a checkpoint. */
  static Engine recover(String checkpoint, BatchEvents events, BatchReport report) {
    StreamingContext context = new StreamingContext(checkpoint, SharedSpark.spark().sc());
    return new Engine(new JavaStreamingContext(context), events, report);
  }

  /** A context that somebody else has made and started. */
  static Engine attach(StreamingContext context, BatchEvents events, BatchReport report) {
    Engine engine = new Engine(new JavaStreamingContext(context), events, report);
    engine.started = true;
    return engine;
  }

  JavaStreamingContext context() {
    return context;
  }

  SparkInternals internals() {
    return internals;
  }

  Barrier barrier() {
    return barrier;
  }

  boolean isStarted() {
    return started;
  }

  void start() {
    // The jobs take the properties of this thread; a task that waits shall not outlive its test.
    context.sparkContext().setLocalProperty(INTERRUPT, "true");
    try {
      context.start();
    } finally {
      context.sparkContext().setLocalProperty(INTERRUPT, null);
    }
    started = true;
  }

  /** Stops the context and its SparkContext. */
  void stopAll() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    internals.abandonOutputs();
    stop(true);
  }

  /** Stops the context, what of it runs, and frees what it has left. */
  void stop() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    internals.abandonOutputs(); // Spark would give them 2 s
    try {
      stop(false);
    } finally {
      SharedSpark.cleanUp();
    }
  }

  /**
   * Spark waits without a limit for the thread that makes batches.
   *
   * @throws AssertionError if that thread is stuck; then no other context may take it for running
   */
  private void stop(boolean all) {
    try {
      Await.run(
          () -> context.stop(all, false),
          () -> "the StreamingContext to stop\n" + Barrier.stacks());
    } catch (AssertionError e) {
      SparkInternals.forgetActive();
      throw e;
    } catch (RuntimeException e) {
      internals.finishStop();
      throw e;
    }
    internals.finishStop();
  }
}
