package io.dsstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.ItemCount;
import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.reducer.Timed;
import io.dsstream.reducer.sketch.QuantileEstimate;
import io.dsstream.reducer.sketch.Sketches;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSource;
import io.dsstream.source.LineSources;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import io.dsstream.state.Ledger;
import io.dsstream.state.StateException;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.KeyedLines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Values by key on the real engine, in virtual time. */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class KeyedPipelineTest {
  private static final KeyedFields FIELDS = new KeyedFields().key("1").value("2");
  private static final KeyedLines<Timed<Double>> TIMED =
      (line, pairs) ->
          FIELDS
              .numbers()
              .read(
                  line,
                  (key, value) -> pairs.accept(key, Timed.of(line.time(), line.sequence(), value)));

  @TempDir Path folder;
  private final List<BatchResult> results = new ArrayList<>();

  /** A life of a job that reads files. */
  private <T> void files(
      KeyedLines<T> lines,
      Aggregate<? super T, ?, ?> aggregate,
      Span span,
      int start,
      Consumer<BatchHarness> life)
      throws IOException {
    Files.createDirectories(folder.resolve("in"));
    try (BatchHarness harness =
            BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(start));
        Ledger ledger = Ledger.open(folder.resolve("state"))) {
      new KeyedPipeline<>(
              LineSources.files(folder.resolve("in")),
              lines,
              aggregate,
              span,
              Sinks.forEach(10, results::add))
          .attach(harness.context(), ledger);
      life.accept(harness);
    }
  }

  private void file(String name, String... lines) throws IOException {
    Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
    Files.writeString(file, String.join("\n", lines) + "\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  private BatchResult last() {
    return results.get(results.size() - 1);
  }

  @Test
  void eachBatch_linesOfAServer_areReducedByKey() {
    try (LineServer server = LineServer.start();
        BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      new KeyedPipeline<>(
              LineSources.tcp("localhost", server.port()),
              FIELDS.numbers(),
              Aggregates.mean(),
              Spans.eachBatch(),
              Sinks.forEach(2, results::add))
          .attach(harness.context());
      harness.batch();
      assertThat(last().results()).isEmpty();
      LineClient client = server.awaitClient();
      client.lines("a 1", "b 5", "a 2", "no", "c 0");
      harness.awaitReceived();
      harness.batch();
      assertThat(last().results())
          .containsExactly(new KeyResult("b", 5.0), new KeyResult("a", 1.5));
      assertThat(last().distinct()).isEqualTo(3);
      assertThat(last().more()).isEqualTo(1);
      assertThat(last().tally().lines()).isEqualTo(5);
      assertThat(last().tally().words()).isEqualTo(4);
      assertThat(last().tally().faults().unusableLines()).isEqualTo(1);
      harness.batch();
      assertThat(last().results()).isEmpty();
    }
  }

  /** Too much for the driver alone: tasks read it, and the place of a line is still known. */
  @Test
  void running_manyBlocks_firstAndLastAreThoseOfTheFile() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400_000; i++) {
      lines.add("key" + i % 7 + " " + i);
    }
    file("a", lines.toArray(String[]::new));
    files(TIMED, Aggregates.<Double>last(), Spans.running(), 0, harness -> harness.batches(2));
    assertThat(last().results())
        .hasSize(7)
        .startsWith(
            new KeyResult("key" + 399_999 % 7, 399_999.0),
            new KeyResult("key" + 399_998 % 7, 399_998.0));
    assertThat(results.stream().mapToLong(result -> result.tally().words()).sum())
        .isEqualTo(400_000);
  }

  @Test
  void window_nextLife_goesOn() throws IOException {
    Span window = Spans.window(Duration.ofSeconds(5), Duration.ofSeconds(1));
    file("a", "k 1", "k 2");
    files(FIELDS.numbers(), Aggregates.sumOfDoubles(), window, 0, harness -> harness.batches(2));
    file("b", "k 4");
    files(FIELDS.numbers(), Aggregates.sumOfDoubles(), window, 3, harness -> harness.batch());
    assertThat(last().results()).containsExactly(new KeyResult("k", 7.0));
    files(FIELDS.numbers(), Aggregates.sumOfDoubles(), window, 5, harness -> harness.batch());
    assertThat(last().results()).containsExactly(new KeyResult("k", 4.0));
  }

  /** Sketches are the least like a number of all totals. */
  @Test
  void running_sketches_goOn() throws IOException {
    Aggregate<Number, ?, ?> median = Sketches.quantiles(0.5);
    file("a", "k 1", "k 2", "k 2");
    files(FIELDS.numbers(), median, Spans.running(), 0, harness -> harness.batches(2));
    file("b", "k 3", "k 3", "k 3");
    files(FIELDS.numbers(), median, Spans.running(), 10, harness -> harness.batches(2));
    assertThat(last().results())
        .containsExactly(new KeyResult("k", List.of(new QuantileEstimate(0.5, 2, 2, 2))));
  }

  /** A commit that no later run could read would be none. */
  @Test
  void state_ofAClassThatIsNotReadAgain_failsItsFirstBatch() throws IOException {
    KeyedLines<File> files = (line, pairs) -> pairs == null || accept(line.text(), pairs);
    file("a", "x");
    assertThatThrownBy(
            () ->
                files(
                    files,
                    Aggregates.<File>max(),
                    Spans.running(),
                    0,
                    harness -> harness.batches(2)))
        .hasStackTraceContaining(
            "state cannot hold these totals: class java.io.File is not of java.lang, .math, .time, .util or the aggregate's package");
    try (Ledger ledger = Ledger.open(folder.resolve("state"))) {
      assertThat(ledger.lastMillis()).isZero();
    }
  }

  private static boolean accept(String text, BiConsumer<String, File> pairs) {
    pairs.accept("k", new File(text));
    return true;
  }

  /** Nothing of a batch outlives it, so nothing need be the same in the next life. */
  @Test
  void eachBatch_otherAggregate_goesOn() throws IOException {
    file("a", "k 1");
    files(
        FIELDS.numbers(),
        Aggregates.<Double>max(),
        Spans.eachBatch(),
        0,
        harness -> harness.batches(2));
    file("b", "k 2");
    files(FIELDS.texts(), Aggregates.count(), Spans.eachBatch(), 10, harness -> harness.batches(2));
    assertThat(results.stream().flatMap(result -> result.results().stream()))
        .containsExactly(new KeyResult("k", 1.0), new KeyResult("k", 1L));
  }

  /** As a word that is too long: else a few hostile lines would fill the memory. */
  @Test
  void texts_thatAreTooLong_areCutAndCounted() throws IOException {
    file("a", "k " + "é".repeat(10_000), "k " + "é".repeat(20_000), "y".repeat(9_000) + " v");
    files(
        FIELDS.texts(),
        Aggregates.<String>topK(3),
        Spans.eachBatch(),
        0,
        harness -> harness.batches(2));
    BatchResult told =
        results.stream().filter(result -> !result.results().isEmpty()).findFirst().get();
    assertThat(told.results())
        .containsExactly(
            new KeyResult("k", List.of(new ItemCount<>("é".repeat(4_094) + "…", 2))),
            new KeyResult("y".repeat(8_189) + "…", List.of(new ItemCount<>("v", 1))));
    assertThat(told.tally().faults().longWords()).isEqualTo(3);
  }

  /** Else the largest so far would be taken for the smallest. */
  @Test
  void state_ofAnotherAggregate_isRefused() throws IOException {
    file("a", "k 1");
    files(
        FIELDS.numbers(), Aggregates.<Double>max(), Spans.running(), 0, harness -> harness.batch());
    assertThatThrownBy(
            () ->
                files(
                    FIELDS.numbers(),
                    Aggregates.<Double>min(),
                    Spans.running(),
                    10,
                    harness -> harness.batch()))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith("state is of another job, ")
        .hasMessageContaining("max of numbers, key 1, value 2, separator white space")
        .hasMessageContaining("min of numbers, key 1");
  }

  @Test
  void pipeline_linesThatCannotTravel_areRefusedByName() {
    Object lock = new Object();
    KeyedLines<String> lines = (line, pairs) -> lock.equals(line);
    assertThatThrownBy(
            () ->
                new KeyedPipeline<>(
                    LineSources.tcp("localhost", 1),
                    lines,
                    Aggregates.count(),
                    Spans.running(),
                    Sinks.forEach(1, results::add)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("keyed lines must be serializable: ");
  }

  /** An aggregate with something that cannot be sent. */
  private static final class Captures implements Aggregate<String, Long, Long> {
    private static final long serialVersionUID = 1L;
    private final Thread thread = Thread.currentThread();

    @Override
    public Long of(String value) {
      return 1L;
    }

    @Override
    public Long add(Long total, String value) {
      return total + 1;
    }

    @Override
    public Reducer<Long> reducer() {
      return Reducers.sum();
    }

    @Override
    public Long result(Long total) {
      return total;
    }
  }

  @Test
  void pipeline_aggregateThatCannotTravel_isRefusedByName() {
    LineSource source = LineSources.tcp("localhost", 1);
    assertThatThrownBy(
            () ->
                new KeyedPipeline<>(
                    source,
                    FIELDS.texts(),
                    new Captures(),
                    Spans.running(),
                    Sinks.forEach(1, results::add)))
        .hasMessage(
            "aggregate must be serializable: java.io.NotSerializableException: java.lang.Thread");
    assertThatThrownBy(() -> JoinedStream.values("v", source, FIELDS.texts(), new Captures()))
        .hasMessageStartingWith("aggregate must be serializable: ");
  }
}
