package io.dsstream.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * Runs a Spark Streaming job batch by batch in virtual time, on the real engine, without a sleep.
 *
 * <pre>{@code
 * try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
 *   BatchInput<String> lines = harness.input();
 *   Captured<String> words = harness.capture(lines.stream().flatMap(Tokenizers.space()));
 *
 *   lines.push("to be", "or not");
 *   harness.batch();
 *   assertThat(words.rows()).containsExactlyInAnyOrder("to", "be", "or", "not");
 * }
 * }</pre>
 *
 * <p>Declare inputs, captures and outputs before the first {@link #batch()}, which starts the job.
 * The harnesses of a JVM share one SparkContext, which ends with the JVM, and Spark allows one
 * active StreamingContext a JVM: close a harness before the next one runs. For one thread.
 */
public final class BatchHarness implements AutoCloseable {
  private final JavaStreamingContext context;
  private final SparkInternals internals;
  private final long intervalMillis;
  private boolean started;
  private long batches;

  private BatchHarness(Duration interval) {
    this.intervalMillis = interval.toMillis();
    this.context = SharedSpark.streamingContext(intervalMillis);
    this.internals = new SparkInternals(context);
    // Gives every batch a job: Spark posts no event for a batch in which no output fires.
    this.<Integer>input().stream().foreachRDD(rdd -> {});
  }

  /**
   * A harness whose clock starts at 0, so that batch n has the time n x interval.
   *
   * @throws IllegalArgumentException if the interval is less than a millisecond
   */
  public static BatchHarness create(Duration interval) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be >= 1 ms: " + interval);
    }
    return new BatchHarness(interval);
  }

  /** The context under test, for jobs that open their own sources on it. */
  public JavaStreamingContext context() {
    return context;
  }

  /** A stream to which the test pushes each batch's rows. */
  public <T> BatchInput<T> input() {
    return new BatchInput<>(context.ssc());
  }

  /** Notes the rows of a stream, batch by batch. */
  public <T> Captured<T> capture(JavaDStream<T> stream) {
    return new Captured<>(stream);
  }

  /**
   * Lets one interval pass and returns when its batch is over, jobs and clean-up included.
   *
   * @throws AssertionError if the batch fails, with the job's exception as its cause, or is not
   *     over within 30 s
   */
  public void batch() {
    if (!started) {
      context.start();
      started = true;
    }
    batches++;
    internals.advance(intervalMillis);
    Await.until(this::isOver, () -> "batch " + batches + " to be over");
  }

  /** Lets batches pass until a condition holds, for input that comes from outside. */
  public void batchUntil(BooleanSupplier condition) {
    Await.until(
        () -> {
          batch();
          return condition.getAsBoolean();
        },
        () -> "a condition, through " + batches + " batches");
  }

  /**
   * Waits until a receiver has stored something that no batch has taken; start the job first, by a
   * {@link #batch()}.
   */
  public void awaitReceived() {
    Await.until(internals::hasUnallocatedBlocks, () -> "a receiver to store something");
  }

  /** How many batches have run. */
  public long batches() {
    return batches;
  }

  private boolean isOver() {
    try {
      context.awaitTerminationOrTimeout(0);
    } catch (Exception e) {
      throw new AssertionError("batch " + batches + " failed: " + e.getMessage(), e);
    }
    return internals.lastProcessedMillis() >= batches * intervalMillis;
  }

  /**
   * Stops the job: a batch that runs has 2 s to end, a receiver 10 s, then their jobs are
   * cancelled.
   */
  @Override
  public void close() {
    try {
      context.stop(false, false);
    } finally {
      // Not before: a receiver's job that is cancelled looks lost, and Spark starts it again.
      context.sparkContext().cancelAllJobs();
    }
  }

  @Override
  public String toString() {
    return "BatchHarness[" + List.of(batches + " batches", intervalMillis + " ms") + "]";
  }
}
