package io.dsstream.bench.kit;

import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.LineServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.streaming.api.java.JavaDStream;
import scala.Tuple2;

/** A test as users write them; its JVM runs it again and again. */
enum KitTest {
  /** One batch. */
  BATCH {
    @Override
    void run(BatchHarness harness) {
      BatchInput<String> words = harness.input();
      Captured<Tuple2<String, Long>> counts = counts(harness, words.stream());
      count(harness, words, counts);
    }
  },

  /** Ten of them. */
  TEN_BATCHES {
    @Override
    void run(BatchHarness harness) {
      BatchInput<String> words = harness.input();
      Captured<Tuple2<String, Long>> counts = counts(harness, words.stream());
      for (int batch = 0; batch < 10; batch++) {
        count(harness, words, counts);
      }
    }
  },

  /** One batch of lines that come over a socket. */
  SOCKET {
    @Override
    void run(BatchHarness harness) {
      try (LineServer server = LineServer.start()) {
        Captured<Tuple2<String, Long>> counts =
            counts(harness, harness.context().socketTextStream("localhost", server.port()));
        harness.start();
        server.awaitClient().lines("to", "be", "to");
        harness.awaitReceived(3);
        harness.batch();
        requireRows(counts);
      }
    }
  };

  /** How many tests are over before those that are measured. */
  static final int WARM_UP = 10;

  private static final int MEASURED = 50;

  /**
   * The kind of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static KitTest named(String name) {
    return Arrays.stream(values())
        .filter(test -> test.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "test must be one of " + Arrays.toString(values()) + ": " + name));
  }

  /** Argument: the kind. Prints the nanoseconds of each test, a line each. */
  public static void main(String[] args) {
    KitTest test = named(args[0]);
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      long start = System.nanoTime();
      try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
        test.run(harness);
      }
      System.out.println(System.nanoTime() - start);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // no need to stop Spark in order
  }

  /**
   * Makes, starts and checks a job.
   *
   * @throws AssertionError if its counts are wrong
   */
  abstract void run(BatchHarness harness);

  private static Captured<Tuple2<String, Long>> counts(
      BatchHarness harness, JavaDStream<String> words) {
    return harness.capture(words.countByValue());
  }

  private static void count(
      BatchHarness harness, BatchInput<String> words, Captured<Tuple2<String, Long>> counts) {
    words.push("to", "be", "to");
    harness.batch();
    requireRows(counts);
  }

  private static void requireRows(Captured<Tuple2<String, Long>> counts) {
    counts.inLastBatch().hasRows(new Tuple2<>("to", 2L), new Tuple2<>("be", 1L));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
