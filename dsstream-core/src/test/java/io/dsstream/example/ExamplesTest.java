package io.dsstream.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.reducer.sketch.QuantileEstimate;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.LineServer;
import io.dsstream.tokenizer.Tokenizers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** The examples of the README, run. */
@Timeout(120)
class ExamplesTest {
  private BatchHarness harness;

  @BeforeEach
  void create() {
    harness = BatchHarness.create(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /** What a job prints in the batch that has the lines. */
  private String printed(Consumer<LineServer> attach, String... lines) {
    PrintStream stdout = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, false, UTF_8));
    try (LineServer server = LineServer.start()) {
      attach.accept(server);
      harness.batch();
      server.awaitClient().lines(lines);
      harness.awaitReceived();
      harness.batch();
    } finally {
      System.setOut(stdout);
    }
    return printed.toString(UTF_8);
  }

  @Test
  void wholePipeline_lines_printsCounts() {
    assertThat(
            printed(
                server -> WholePipeline.attach(harness.context(), server.port()),
                "To be, or not to be"))
        .contains("('be', 2)\n('to', 2)\n('not', 1)\n('or', 1)\n");
  }

  @Test
  void values_lines_printsMeansAndRooms(@TempDir Path folder) throws IOException {
    Path rooms = Files.writeString(folder.resolve("rooms.csv"), "sensor-7,kitchen\n");
    assertThat(
            printed(
                server -> Values.attach(harness.context(), server.port(), rooms),
                "sensor-7 21.5",
                "sensor-7 22",
                "sensor-8 7"))
        .contains("('sensor-7', 'kitchen', 21.75)\n('sensor-8', 7)\n");
  }

  @Test
  void onlyTheFunctions_lines_countsWords() {
    BatchInput<String> lines = harness.input();
    check(lines, OnlyTheFunctions.count(lines.stream()));
  }

  @Test
  void fastCounting_lines_countsTheSame() {
    BatchInput<String> lines = harness.input();
    check(lines, FastCounting.count(harness.context(), lines.stream()));
  }

  @Test
  void perKey_times_tellsQuantiles() {
    BatchInput<Tuple2<String, Long>> times = harness.input();
    Captured<Tuple2<String, List<QuantileEstimate>>> told =
        harness.capture(PerKey.quantiles(times.stream().mapToPair(time -> time)));
    times.push(new Tuple2<>("/", 7L), new Tuple2<>("/", 9L), new Tuple2<>("/", 8L));
    harness.batches(10);
    assertThat(told.rows())
        .containsExactly(
            new Tuple2<>(
                "/",
                List.of(new QuantileEstimate(0.5, 8, 8, 8), new QuantileEstimate(0.99, 9, 9, 9))));
  }

  private void check(BatchInput<String> lines, JavaPairDStream<String, Long> counts) {
    Captured<Tuple2<String, Long>> pairs = harness.capture(counts.map(pair -> pair));
    lines.push("To be, or", "not to be");
    harness.batch();
    assertThat(pairs.rows())
        .containsExactlyInAnyOrder(
            new Tuple2<>("to", 2L),
            new Tuple2<>("be", 2L),
            new Tuple2<>("or", 1L),
            new Tuple2<>("not", 1L));
  }

  @Test
  void test_ofAJob_runsInVirtualTime() {
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      BatchInput<String> lines = harness.input();
      Captured<String> words = harness.capture(lines.stream().flatMap(Tokenizers.space()));

      lines.push("to be", "or not");
      harness.batch();
      words.inBatch(1).hasRows("to", "be", "or", "not");
    }
  }
}
