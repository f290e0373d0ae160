package io.dsstream.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/**
 * Runs a Spark Streaming job batch by batch in virtual time, on the real engine, without a sleep.
 *
 * <pre>{@code
 * try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
 *   BatchInput<String> lines = harness.input();
 *   Captured<String> words =
 *       harness.capture(lines.stream().flatMap(line -> List.of(line.split(" ")).iterator()));
 *
 *   lines.push("to be", "or not");
 *   harness.batch();
 *   words.inBatch(1).hasRows("to", "be", "or", "not");
 * }
 * }</pre>
 *
 * <p>Declare inputs, captures and outputs before the first {@link #batch()}, which starts the job.
 * Batch n, counted from 1, has the time start + n intervals. The harnesses of a JVM share one
 * SparkContext, which ends with the JVM, and Spark allows one active StreamingContext a JVM: close
 * a harness before the next one runs. For one thread.
 */
public final class BatchHarness implements AutoCloseable {
  private final BatchTimes times;
  private final BatchReport report;
  private final Driver driver;
  private final List<BatchScript> scripts = new ArrayList<>();
  private int captures;

  private BatchHarness(Duration interval, Instant start) {
    times = new BatchTimes(start, interval);
    driver = new Driver(times);
    report = driver.report();
  }

  /**
   * A harness whose virtual clock starts at 0, so that batch n has the time n x interval.
   *
   * @throws IllegalArgumentException if the interval is less than a millisecond
   */
  public static BatchHarness create(Duration interval) {
    return create(interval, Instant.EPOCH);
  }

  /**
   * A harness whose virtual clock starts at another time.
   *
   * @throws IllegalArgumentException if the interval is less than a millisecond, or the start not a
   *     multiple of it
   */
  public static BatchHarness create(Duration interval, Instant start) {
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException("interval must be >= 1 ms: " + interval);
    }
    if (start.toEpochMilli() % interval.toMillis() != 0) {
      throw new IllegalArgumentException(
          "start must be a multiple of the interval " + interval + ": " + start);
    }
    return new BatchHarness(interval, start);
  }

  /** The context under test, for jobs that open their own sources on it. */
  public JavaStreamingContext context() {
    return driver.context();
  }

  /** A stream to which the test pushes each batch's rows. */
  public <T> BatchInput<T> input() {
    return queue(null);
  }

  /**
   * A stream that takes one element of a queue for each batch, when the batch is made: what Spark's
   * {@code queueStream} is from Java, but the test may add to the queue while the job runs, a batch
   * that is computed again is the same, and its rows are counted.
   *
   * @param batches the rows of each batch; safe for use by several threads, as a {@code
   *     ConcurrentLinkedQueue} is
   */
  public <T> BatchInput<T> queue(Queue<? extends List<T>> batches) {
    InputLog<T> log = new InputLog<>(batches);
    return new BatchInput<>(log, driver.stream(log));
  }

  /** Notes the rows of a stream, batch by batch, under a name for failures. */
  public <T> Captured<T> capture(String name, JavaDStream<T> stream) {
    CaptureLog<T> log = new CaptureLog<>();
    report.add(name, log);
    note(stream, driver.ref(log));
    captures++;
    return new Captured<>(name, log, report);
  }

  /** The same under the name "capture n". */
  public <T> Captured<T> capture(JavaDStream<T> stream) {
    return capture("capture " + (captures + 1), stream);
  }

  /** Notes the rows of a pair stream; of state, those of its {@code stateSnapshots()}. */
  public <K, V> Captured<Tuple2<K, V>> capture(String name, JavaPairDStream<K, V> stream) {
    return capture(name, new JavaDStream<>(stream.dstream(), ScriptedInputDStream.classTag()));
  }

  /** The same under the name "capture n". */
  public <K, V> Captured<Tuple2<K, V>> capture(JavaPairDStream<K, V> stream) {
    return capture("capture " + (captures + 1), stream);
  }

  private static <T> void note(JavaDStream<T> stream, LocalRef<CaptureLog<T>> log) {
    stream.foreachRDD(
        (rdd, time) -> {
          try {
            log.get().add(time.milliseconds(), rdd.glom().collect());
          } catch (Throwable e) { // of Scala, which knows no checked ones
            log.get().fail(time.milliseconds());
            throw e;
          }
        });
  }

  /** A folder for {@code textFileStream}, into which the test puts files in virtual time. */
  public WatchedFolder files(Path folder) {
    return new WatchedFolder(folder, times);
  }

  /** A list of steps and expectations, to be run by {@link BatchScript#verify()}. */
  public BatchScript script() {
    BatchScript script = new BatchScript(this);
    scripts.add(script);
    return script;
  }

  /**
   * Lets one interval pass and returns when its batch is over: its jobs, the clean-up, and the
   * checkpoint if there is one. While batches are {@link #hold() held} it returns when the batch's
   * jobs have been made and wait.
   *
   * <p>After a failure of a job or of a batch's making nothing more can run, as in a program whose
   * {@code awaitTermination} has thrown; where there is a checkpoint, {@link #restart} goes on.
   *
   * @throws BatchFailure if the batch fails, in whatever way, or is not over within 30 s
   */
  public void batch() {
    driver.batch();
  }

  /** Lets so many batches pass, one after the other. */
  public void batches(int count) {
    for (int i = 0; i < count; i++) {
      batch();
    }
  }

  /**
   * Lets virtual time pass, batch by batch.
   *
   * @throws IllegalArgumentException if it is no multiple of the interval
   */
  public void advance(Duration time) {
    long interval = times.intervalMillis();
    if (time.isNegative()
        || !time.equals(Duration.ofMillis(time.toMillis() / interval * interval))) {
      throw new IllegalArgumentException(
          "time must be a multiple of the interval " + Duration.ofMillis(interval) + ": " + time);
    }
    batches(Math.toIntExact(time.toMillis() / interval));
  }

  /**
   * Lets so many intervals pass at once, as after a pause of the whole driver: Spark makes all the
   * batches together, the first of them takes all that receivers have stored, and a job that looks
   * at the clock sees the last one's time.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public void burst(int count) {
    driver.burst(count);
  }

  /**
   * Holds the jobs of the batches that come back until {@link #release()}: batches that are slower
   * than their interval, so that others queue up behind them. At most 30 s.
   */
  public void hold() {
    driver.hold();
  }

  /** Lets held batches run and returns when they are over. */
  public void release() {
    driver.release();
  }

  /** Lets batches pass until a condition holds, for input that comes from outside. */
  public void batchUntil(BooleanSupplier condition) {
    Await.until(
        () -> {
          batch();
          return condition.getAsBoolean();
        },
        () -> "a condition, through " + batches() + " batches\n" + report);
  }

  /**
   * Waits until receivers have stored something that no batch has taken, whatever it is.
   *
   * @throws AssertionError if they do not within 30 s
   */
  public void awaitReceived() {
    driver.awaitReceived();
  }

  /**
   * Waits until receivers have stored so many rows that no batch has taken: the next one then has
   * them. What is a row is the receiver's to say: for Spark's {@code socketTextStream} a line, for
   * one that stores blocks of lines a block.
   *
   * @throws AssertionError if they do not within 30 s; it tells how many they have stored
   */
  public void awaitReceived(long rows) {
    driver.awaitReceived(rows);
  }

  /** Starts the job, if no batch has done so: receivers begin to receive. */
  public void start() {
    driver.start();
  }

  /**
   * Lets a further batch pass up to a point, where the driver dies: what it had in memory is gone,
   * received blocks too, and what it would have written to the checkpoint after that point is not
   * there. Then only {@link #restart} goes on.
   *
   * @throws IllegalStateException if the job has no checkpoint: {@code context().checkpoint(…)}
   *     before it starts
   */
  public void crash(CrashPoint point) {
    driver.crash(point);
  }

  /**
   * Starts a driver from the checkpoint after a {@link #crash}, or after a batch that failed, which
   * ends a driver too. Returns when it has run what Spark runs then: the batch of the crash, again
   * if it had been over, and the missed ones.
   *
   * @param missed how many batches have passed without a driver
   * @throws BatchFailure if one of those batches fails; then it may be called again
   * @throws IllegalArgumentException if it is negative
   */
  public void restart(int missed) {
    driver.restart(missed);
  }

  /** For {@link Recovery}: a crash and a restart instead of a batch. */
  void crashIn(long batch, CrashPoint point) {
    driver.crashIn(batch, point);
  }

  /** Whether a planned crash is still to come. */
  boolean isCrashToCome() {
    return driver.isCrashToCome();
  }

  /** How many batches have run. */
  public long batches() {
    return times.batches();
  }

  /** The virtual time, which is that of the last batch. */
  public Instant now() {
    return Instant.ofEpochMilli(times.now());
  }

  /**
   * Stops the job at once: an output that runs is interrupted, Spark jobs are cancelled. A receiver
   * that does not stop is waited for, 10 s.
   *
   * @throws AssertionError if a script was made and never verified, batches are held that will now
   *     never run, a receiver has reported an error since the last batch, or a Spark job does not
   *     end
   */
  @Override
  public void close() {
    driver.close();
    scripts.forEach(BatchScript::requireVerified);
  }

  /** The batches so far as a table: what failures show. */
  @Override
  public String toString() {
    return "BatchHarness[%d batches of %s]%n%s"
        .formatted(batches(), Duration.ofMillis(times.intervalMillis()), report);
  }
}
