package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import scala.Tuple2;

@Timeout(120)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class AttachedMainTest {
  /** As Spark's example has it, with a window besides. */
  private static void main(String... args) throws InterruptedException {
    SparkConf conf = new SparkConf().setAppName("JavaNetworkWordCount");
    JavaStreamingContext context = new JavaStreamingContext(conf, Durations.seconds(1));
    JavaDStream<String> lines = context.socketTextStream(args[0], Integer.parseInt(args[1]));
    lines
        .flatMap(line -> List.of(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum)
        .print();
    context.start();
    context.awaitTermination();
  }

  @Test
  void batch_unchangedMain_printsItsCounts() {
    String master = System.getProperty("spark.master");
    try (LineServer server = LineServer.start();
        AttachedMain job =
            AttachedMain.start(() -> main("localhost", Integer.toString(server.port())))) {
      LineClient client = server.awaitClient();
      client.lines("to be", "or not to be");
      job.awaitReceived(2);
      job.batch();
      assertThat(job.printed()).contains("Time: 1000 ms", "(to,2)", "(be,2)", "(or,1)", "(not,1)");
      job.batches(2);
      assertThat(job.printed()).contains("Time: 2000 ms", "Time: 3000 ms").doesNotContain("(to");
    }
    assertThat(System.getProperty("spark.master")).isEqualTo(master);
  }

  @Test
  void batch_betweenSlides_returns() {
    try (AttachedMain job =
        AttachedMain.start(
            () -> {
              JavaStreamingContext context =
                  new JavaStreamingContext(
                      new SparkConf().setAppName("window"), Durations.seconds(1));
              context
                  .socketTextStream("localhost", LineServer.freePort())
                  .window(Durations.seconds(2), Durations.seconds(2))
                  .print();
              context.start();
              context.awaitTermination();
            })) {
      job.batches(4);
      assertThat(job.printed())
          .contains("Time: 2000 ms", "Time: 4000 ms")
          .doesNotContain("Time: 1000 ms", "Time: 3000 ms");
    }
  }

  @Test
  void start_mainThatFails_saysWhy() {
    assertThatThrownBy(
            () ->
                AttachedMain.start(
                    () -> {
                      throw new IllegalArgumentException("Usage: HOST PORT");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the program ended before it started a streaming job")
        .hasRootCauseMessage("Usage: HOST PORT");
  }

  /** A program that goes on from a checkpoint begins where that was, its batch again. */
  @Test
  void batch_programThatRecovers_goesOn(@TempDir Path folder) {
    String checkpoint = folder.resolve("checkpoint").toString();
    try (AttachedMain job = AttachedMain.start(() -> recoverable(checkpoint))) {
      job.batches(3);
      assertThat(job.printed()).contains("Time: 1000 ms", "Time: 3000 ms");
    }
    try (AttachedMain job = AttachedMain.start(() -> recoverable(checkpoint))) {
      job.batch();
      assertThat(job.printed()).contains("Time: 4000 ms").doesNotContain("Time: 2000 ms");
    }
  }

  private static void recoverable(String checkpoint) throws InterruptedException {
    JavaStreamingContext context =
        JavaStreamingContext.getOrCreate(
            checkpoint,
            () -> {
              JavaStreamingContext made =
                  new JavaStreamingContext(
                      new SparkConf().setAppName("recoverable"), Durations.seconds(1));
              made.checkpoint(checkpoint);
              made.socketTextStream("localhost", LineServer.freePort()).print();
              return made;
            });
    context.start();
    context.awaitTermination();
  }

  /** The other tests of this JVM have their SparkContext again. */
  @Test
  void close_harnessAfterwards_works() {
    batch_unchangedMain_printsItsCounts();
    try (BatchHarness harness = BatchHarness.create(java.time.Duration.ofSeconds(1))) {
      BatchInput<String> input = harness.input();
      Captured<String> rows = harness.capture(input.stream());
      input.push("a");
      harness.batch();
      rows.inBatch(1).hasRows("a");
    }
  }
}
