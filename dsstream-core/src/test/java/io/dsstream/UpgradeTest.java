package io.dsstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.join.JoinType;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Figure;
import io.dsstream.reducer.Reducers;
import io.dsstream.reducer.sketch.Estimate;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSources;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import io.dsstream.state.Ledger;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.Tokenizers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs that go on from what a version before has written: of the batches {@code to be or not to be}
 * with {@code naïve 東京 🙂}, {@code to do} and nothing, at seconds 1 to 3. A folder of resources for
 * each form that there was, named by the day from which it is.
 */
@Timeout(120)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class UpgradeTest {
  /** Of formats 1 and 2. */
  private static final List<String> DAYS = List.of("2026-11-27", "2026-11-28");

  @TempDir Path folder;

  static List<String> days() {
    return DAYS;
  }

  static Stream<Arguments> kinds() {
    return DAYS.stream()
        .flatMap(day -> Arrays.stream(KeyedKind.values()).map(kind -> Arguments.of(day, kind)));
  }

  private Ledger ledger(String day, String name) throws Exception {
    Path written = Path.of(UpgradeTest.class.getResource("state/" + day + "/" + name).toURI());
    Path state =
        Files.createDirectory(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Stream<Path> entries = Files.list(written)) {
      for (Path entry : entries.toList()) {
        Path copy = Files.copy(entry, state.resolve(entry.getFileName().toString()));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      }
    }
    return Ledger.open(state);
  }

  private void goesOn(String day, String name, Span span) throws Exception {
    List<BatchResult> results = new ArrayList<>();
    try (BatchHarness harness =
            BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(3));
        Ledger ledger = ledger(day, name)) {
      BatchInput<String> lines = harness.input();
      new LinePipeline(
              LineSources.from(lines.stream()),
              Tokenizers.space(),
              Reducers.sum(),
              span,
              Sinks.forEach(10, results::add))
          .attach(harness.context(), ledger);
      lines.push("to");
      harness.batch();
    }
    assertThat(results).hasSize(1);
    assertThat(results.get(0).span().from()).isEqualTo(Instant.EPOCH);
    assertThat(results.get(0).counts())
        .containsExactly(
            new WordCount("to", 4),
            new WordCount("be", 2),
            new WordCount("do", 1),
            new WordCount("naïve", 1),
            new WordCount("not", 1),
            new WordCount("or", 1),
            new WordCount("東京", 1),
            new WordCount("🙂", 1));
  }

  @ParameterizedTest
  @MethodSource("days")
  void running_ofAnOlderVersion_goesOn(String day) throws Exception {
    goesOn(day, "running", Spans.running().expireAfter(Duration.ofSeconds(100)).maxKeys(1_000));
  }

  /** Of the batches {@code a 1.5}, {@code a 3}, {@code b 0.1} and {@code a 3}. */
  @ParameterizedTest
  @MethodSource("kinds")
  void keyed_ofAnOlderVersion_goesOn(String day, KeyedKind kind) throws Exception {
    goesOn(day, kind, "keyed-" + kind.name().toLowerCase(Locale.ROOT), Spans.running());
  }

  @Test
  void windowOfValues_ofAnOlderVersion_goesOn() throws Exception {
    Span window = Spans.window(Duration.ofSeconds(10), Duration.ofSeconds(1));
    goesOn("2026-11-28", KeyedKind.MAX, "window-max", window);
  }

  private void goesOn(String day, KeyedKind kind, String name, Span span) throws Exception {
    List<BatchResult> results = new ArrayList<>();
    try (BatchHarness harness =
            BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(2));
        Ledger ledger = ledger(day, name)) {
      BatchInput<String> lines = harness.input();
      kind.pipeline(LineSources.from(lines.stream()), span, Sinks.forEach(10, results::add))
          .attach(harness.context(), ledger);
      lines.push("a 0.5");
      harness.batch();
    }
    assertThat(
            results.get(0).results().stream()
                .flatMap(key -> key.figures().stream().map(figure -> told(key, figure))))
        .containsExactly(kind.told);
  }

  /** An estimate to the nearest whole number, for its digits are its library's. */
  private static String told(KeyResult key, Figure figure) {
    String item = figure.item() == null ? "" : " " + figure.item();
    boolean isEstimate = key.result() instanceof Estimate;
    Number value = isEstimate ? Math.round(figure.value().doubleValue()) : figure.value();
    return key.key() + item + " " + value;
  }

  /** Of the words {@code a a b} and {@code c} with values of a, 1.5 and 1, and of c. */
  @Test
  void joined_ofAnOlderVersion_goesOn() throws Exception {
    List<BatchResult> results = new ArrayList<>();
    try (BatchHarness harness =
            BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(2));
        Ledger ledger = ledger("2026-11-28", "joined")) {
      BatchInput<String> words = harness.input();
      BatchInput<String> values = harness.input();
      new JoinedPipeline(
              JoinedStream.words(
                  "words", LineSources.from(words.stream()), Tokenizers.space(), Reducers.sum()),
              JoinedStream.values(
                  "values",
                  LineSources.from(values.stream()),
                  new KeyedFields().key("1").value("2").numbers(),
                  Aggregates.sumOfDoubles()),
              JoinType.INNER,
              Spans.running(),
              Sinks.forEach(10, results::add))
          .attach(harness.context(), ledger);
      values.push("b 7");
      harness.batch();
    }
    assertThat(
            results.get(0).results().stream()
                .flatMap(key -> key.figures().stream().map(figure -> told(key, figure))))
        .containsExactly(
            "a words 2", "a values 2.5", "b words 1", "b values 7.0", "c words 1", "c values 2.0");
  }

  @ParameterizedTest
  @MethodSource("days")
  void window_ofAnOlderVersion_goesOn(String day) throws Exception {
    goesOn(day, "window", Spans.window(Duration.ofSeconds(10), Duration.ofSeconds(2)));
  }
}
