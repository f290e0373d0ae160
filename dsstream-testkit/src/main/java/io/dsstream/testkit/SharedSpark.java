package io.dsstream.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.util.ManualClock;
import scala.Option;

/** The one SparkContext of a JVM's harnesses: starting it costs seconds, a test milliseconds. */
final class SharedSpark {
  private static final Pattern STREAMING_THREADS =
      Pattern.compile(
          "RecurringTimer - .*|JobGenerator|JobScheduler|streaming-job-executor-.*"
              + "|receiver-supervisor-future-.*");

  /** What a job under test runs with. */
  static final Map<String, String> SETTINGS =
      Map.of(
          // Two task slots beside as many as six receivers.
          "spark.master",
          "local[8]",
          "spark.default.parallelism",
          "2",
          "spark.driver.host",
          "127.0.0.1",
          "spark.driver.bindAddress",
          "127.0.0.1",
          "spark.ui.enabled",
          "false",
          "spark.streaming.clock",
          ManualClock.class.getName(),
          // Real time that virtual time does not reach: short, so that nobody waits for it.
          "spark.streaming.blockInterval",
          "10ms",
          "spark.streaming.receiverRestartDelay",
          "20");

  /** Threads that a test has left and was told of. */
  private static final Set<Thread> ABANDONED = Collections.newSetFromMap(new WeakHashMap<>());

  private static JavaSparkContext spark;

  private SharedSpark() {}

  private static JavaSparkContext start() {
    try {
      return new JavaSparkContext(conf());
    } catch (RuntimeException | Error e) {
      throw new IllegalStateException("Spark does not start: " + e + ModuleFlags.hint(e), e);
    }
  }

  /** The context, started when it is first asked for, or when a job under test has stopped it. */
  static synchronized JavaSparkContext spark() {
    if (spark != null && !isRunning()) {
      // It is known as stopped before Spark lets another one start.
      Await.until(SparkInternals::hasNoContext, () -> "the end of the SparkContext");
      spark = null;
    }
    spark = spark == null ? start() : spark;
    return spark;
  }

  private static boolean isRunning() {
    return spark != null && !spark.sc().isStopped();
  }

  /**
   * Makes room for somebody else's context, for a JVM can have one only.
   *
   * @throws AssertionError if Spark does not stop in time
   */
  static synchronized void stop() {
    if (spark != null) {
      Await.run(spark::stop, () -> "the SparkContext to stop\n" + Barrier.stacks());
      spark = null;
    }
  }

  static JavaStreamingContext streamingContext(long intervalMillis) {
    return new JavaStreamingContext(spark(), new Duration(intervalMillis));
  }

  /**
   * Ends the jobs of an ended streaming context, and lets go of what it has left in memory.
   *
   * @throws AssertionError if a Spark job or task goes on, or a thread of streaming; those who come
   *     after have nothing to do with it
   */
  static synchronized void cleanUp() {
    if (isRunning()) {
      // Not before the end: a receiver's job that is cancelled looks lost, and Spark starts it
      // again.
      spark.sc().cancelAllJobs();
      spark.getPersistentRDDs().values().forEach(rdd -> rdd.unpersist(false));
      SparkInternals.dropReceivedBlocks();
      SparkInternals.forgetCheckpoint(spark);
      SparkInternals.awaitEvents(spark);
    }
    try {
      Await.end(() -> leftOvers().isEmpty(), () -> "the end, after close, of " + leftOvers());
    } catch (AssertionError e) {
      threadsAtWork().forEach(ABANDONED::add);
      try {
        stop(); // another one has all its threads
      } catch (AssertionError late) {
        e.addSuppressed(late);
      }
      throw e;
    }
  }

  /**
   * Stops a streaming context that a test has started by itself and left.
   *
   * @throws AssertionError if there is one: the tests after it would fail
   */
  static void requireNoStreamingContext() {
    Option<StreamingContext> left = StreamingContext.getActive();
    if (left.isDefined()) {
      AssertionError failure = new AssertionError("the test has left a StreamingContext running");
      try {
        Await.run(() -> left.get().stop(false, false), () -> "the StreamingContext to stop");
      } catch (RuntimeException | AssertionError e) {
        SparkInternals.forgetActive();
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  /** Whether batches are made by a thread. */
  static boolean makesBatches(Thread thread) {
    return thread.getName().contains("JobGenerator");
  }

  /** Whether a thread makes or runs batches. */
  static boolean isOfStreaming(Thread thread) {
    return STREAMING_THREADS.matcher(thread.getName()).matches();
  }

  private static List<String> leftOvers() {
    IntStream jobs =
        isRunning() ? IntStream.of(spark.statusTracker().getActiveJobIds()) : IntStream.empty();
    return Stream.concat(
            jobs.mapToObj(job -> "Spark job " + job),
            threadsAtWork().map(thread -> "thread " + thread.getName()))
        .toList();
  }

  /** Those of streaming, and of tasks: a job that is cancelled counts as over before its tasks. */
  private static Stream<Thread> threadsAtWork() {
    Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    return Stream.of(threads)
        .limit(count)
        .filter(thread -> isOfStreaming(thread) || SparkInternals.runsATask(thread))
        .filter(thread -> !ABANDONED.contains(thread));
  }

  private static SparkConf conf() {
    SparkConf conf = new SparkConf(false).setAppName("dsstream-testkit");
    SETTINGS.forEach(conf::set);
    return conf;
  }
}
