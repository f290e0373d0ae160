package io.dsstream.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.streaming.StreamingContext;
import scala.Console;
import scala.Option;

/**
 * A program with a {@code main} of its own, unchanged, in virtual time: it makes its contexts,
 * starts its job and waits, and the test lets the batches pass and reads what is printed.
 *
 * <pre>{@code
 * try (LineServer server = LineServer.start();
 *     AttachedMain job = AttachedMain.start(
 *         () -> JavaNetworkWordCount.main(new String[] {"localhost", "" + server.port()}))) {
 *   server.awaitClient().lines("to be");
 *   job.awaitReceived(1);
 *   job.batch();
 *   assertTrue(job.printed().contains("(be,1)"));
 * }
 * }</pre>
 *
 * <p>The program must leave {@code spark.master} and {@code spark.streaming.clock} to the system
 * properties, as one for {@code spark-submit} does. It has a SparkContext of its own, for which
 * that of the {@link BatchHarness}es is stopped: their next test starts it again. What it prints,
 * by Java's or Scala's standard output, is kept from the console. For one thread.
 */
public final class AttachedMain implements AutoCloseable {
  /** A program's main method, with its arguments. */
  @FunctionalInterface
  public interface Program {
    /** Runs it; returns when the job ends. */
    void run() throws Exception;
  }

  private final Map<String, String> before = new TreeMap<>();
  private final PrintStream stdout = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile Throwable failure;
  private boolean hasFailedBatch;
  private BatchTimes times;
  private Engine engine;

  private AttachedMain(Program program) {
    thread = new Thread(() -> run(program), "attached-main");
    thread.setDaemon(true);
  }

  /**
   * Runs a program up to the start of its streaming job.
   *
   * @throws AssertionError if it ends before, with what it threw as the cause, or does not come so
   *     far within 30 s
   */
  public static AttachedMain start(Program program) {
    SharedSpark.stop();
    AttachedMain attached = new AttachedMain(program);
    try {
      attached.attach();
      return attached;
    } catch (RuntimeException | Error e) {
      try {
        SparkInternals.stopActive();
      } catch (RuntimeException | AssertionError late) {
        e.addSuppressed(late);
      } finally {
        attached.restore();
      }
      throw e;
    }
  }

  private void attach() {
    SharedSpark.SETTINGS.forEach((key, value) -> before.put(key, set(key, value)));
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    thread.start();
    Await.until(
        () -> StreamingContext.getActive().isDefined() || !thread.isAlive(),
        () -> "the program to start a streaming job");
    Option<StreamingContext> active = StreamingContext.getActive();
    if (active.isEmpty()) {
      throw new AssertionError("the program ended before it started a streaming job", failure);
    }
    Duration interval = Duration.ofMillis(active.get().graph().batchDuration().milliseconds());
    Instant now = Instant.ofEpochMilli(new SparkInternals(active.get()).now());
    times = new BatchTimes(now, interval);
    BatchEvents events = new BatchEvents();
    engine = Engine.attach(active.get(), events, new BatchReport(times, events));
  }

  private void run(Program program) {
    try {
      // Scala's own standard output is that of the time when it was first used.
      Console.withOut(
          System.out,
          () -> {
            call(program);
            return null;
          });
    } catch (Throwable e) {
      failure = e;
    }
  }

  private static void call(Program program) {
    try {
      program.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String set(String key, String value) {
    return value == null ? System.clearProperty(key) : System.setProperty(key, value);
  }

  /**
   * Lets one interval pass and returns when its batch is over; at once if no output of the program
   * has something to do in it, as a window between its slides.
   *
   * @throws BatchFailure if the batch fails, in whatever way, or is not over within 30 s
   * @throws AssertionError if the program has thrown something
   */
  public void batch() {
    requireNoFailure();
    long batch = times.next();
    engine.internals().advance(times.intervalMillis());
    if (engine.internals().firesAt(times.millis(batch))) {
      try {
        engine.barrier().awaitOver(batch);
      } catch (BatchFailure failed) {
        hasFailedBatch = true;
        throw failed;
      }
    }
  }

  /** Lets so many batches pass, one after the other. */
  public void batches(int count) {
    for (int i = 0; i < count; i++) {
      batch();
    }
  }

  /**
   * Waits until receivers have stored so many rows that no batch has taken.
   *
   * @throws AssertionError if they do not within 30 s
   */
  public void awaitReceived(long rows) {
    Await.until(
        () -> engine.internals().unallocatedRows() >= rows,
        () -> "receivers to store " + rows + " rows");
  }

  /** What has been printed since the last call, or since the start. */
  public String printed() {
    synchronized (printed) { // as its own methods are
      String text = printed.toString(StandardCharsets.UTF_8);
      printed.reset();
      return text;
    }
  }

  /**
   * Stops the job and its SparkContext, and waits for the program to end.
   *
   * @throws AssertionError if it does not within 30 s, or has thrown something
   */
  @Override
  public void close() {
    try {
      engine.stopAll();
      Await.until(() -> !thread.isAlive(), () -> "the program to end after its job");
    } finally {
      restore();
    }
    requireNoFailure();
  }

  /** A job's failure is the batch's, and the program throws it too. */
  private void requireNoFailure() {
    if (failure != null && !hasFailedBatch) {
      throw new AssertionError("the program failed: " + failure, failure);
    }
  }

  private void restore() {
    System.setOut(stdout);
    before.forEach(AttachedMain::set);
  }
}
