package io.dsstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.join.JoinType;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.source.LineSource;
import io.dsstream.source.LineSources;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import io.dsstream.state.Ledger;
import io.dsstream.state.StateException;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Jobs that end, in whatever way, and go on from their ledger. */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class RecoveryTest extends FileJob {
  @Test
  void running_nextLife_goesOnWithTheTotals() throws IOException {
    file("a b", "a");
    run(Spans.running(), 0, harness -> harness.batches(2));
    assertThat(words(last().counts())).isEqualTo(Map.of("a", 2L, "b", 1L));
    file("b c");
    run(Spans.running(), 100, harness -> harness.batches(2));
    assertThat(words(last().counts())).isEqualTo(Map.of("a", 2L, "b", 2L, "c", 1L));
    assertThat(last().span().from()).isEqualTo(Instant.EPOCH);
    // No file is read twice.
    assertThat(results.stream().mapToLong(result -> result.tally().lines()).sum()).isEqualTo(3);
  }

  @Test
  void window_nextLife_hasWhatIsStillWithinIt() throws IOException {
    Span window = Spans.window(Duration.ofSeconds(5), Duration.ofSeconds(1));
    file("a");
    run(window, 0, harness -> harness.batches(2));
    file("b");
    run(window, 3, harness -> harness.batch());
    assertThat(words(last().counts())).isEqualTo(Map.of("a", 1L, "b", 1L));
    run(window, 5, harness -> harness.batch());
    assertThat(words(last().counts())).isEqualTo(Map.of("b", 1L));
  }

  /** A window that has ended while nobody was there is told, of what came before. */
  @Test
  void tumbling_endedBetweenLives_isToldFirst() throws IOException {
    Span window = Spans.window(Duration.ofSeconds(10));
    file("a a");
    run(window, 0, harness -> harness.batches(3));
    assertThat(results).isEmpty();
    file("b");
    run(window, 50, harness -> harness.batches(10));
    assertThat(results)
        .extracting(result -> result.time().getEpochSecond())
        .containsExactly(10L, 60L);
    assertThat(words(results.get(0).counts())).isEqualTo(Map.of("a", 2L));
    assertThat(results.get(0).tally().lines()).isEqualTo(1);
    assertThat(words(results.get(1).counts())).isEqualTo(Map.of("b", 1L));
    assertThat(results.get(1).tally().lines()).isEqualTo(1);
  }

  /** One folder that both streams read: each knows for itself what it has taken. */
  @Test
  void joined_ofOneFolder_goesOnWithBoth() throws IOException {
    file("a A b");
    joined(0);
    file("a");
    joined(10);
    assertThat(told())
        .containsExactlyInAnyOrder("a as-is 2", "a lower 3", "b as-is 1", "b lower 1");
    assertThat(results.stream().mapToLong(result -> result.tally().lines()).sum()).isEqualTo(2);
  }

  private void joined(int start) throws IOException {
    Tokenizer space = Tokenizers.space();
    LineSource in = LineSources.files(folder.resolve("in"));
    try (BatchHarness harness =
            BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(start));
        Ledger ledger = Ledger.open(folder.resolve("state"))) {
      new JoinedPipeline(
              JoinedStream.words("as-is", in, space, Reducers.sum()),
              JoinedStream.words("lower", in, space.lowerCase(), Reducers.sum()),
              JoinType.INNER,
              Spans.running(),
              sink)
          .attach(harness.context(), ledger);
      harness.batches(2);
    }
  }

  private List<String> told() {
    return last().results().stream()
        .flatMap(
            key -> key.figures().stream().map(f -> key.key() + " " + f.item() + " " + f.value()))
        .toList();
  }

  /** So many lives and batches that all is written anew, and old entries leave. */
  @Test
  void running_manyLives_keepsFewEntriesAndAllTotals() throws IOException {
    int batches = 3 * 400;
    for (int life = 0; life < 3; life++) {
      file("a", "life" + life);
      run(Spans.running(), 1_000 * life, harness -> harness.batches(batches / 3));
    }
    file("b");
    run(Spans.running(), 5_000, harness -> harness.batch());
    assertThat(words(last().counts()))
        .isEqualTo(Map.of("a", 3L, "b", 1L, "life0", 1L, "life1", 1L, "life2", 1L));
    assertThat(results.stream().mapToLong(result -> result.tally().lines()).sum()).isEqualTo(7);
    // One snapshot at 0, one after a thousand changes; what is before the last but one may leave.
    assertThat(names(folder.resolve("state"))).hasSizeBetween(batches, batches + 5);
    try (Ledger ledger = Ledger.open(folder.resolve("state"))) {
      List<Boolean> areSnapshots = new ArrayList<>();
      ledger.start((in, millis, isSnapshot) -> areSnapshots.add(isSnapshot));
      assertThat(areSnapshots).hasSizeLessThan(300).first().isEqualTo(true);
    }
  }

  @Test
  void attach_anotherSourceInBetween_keepsWhatTheFirstHasTaken() throws IOException {
    file("a");
    run(Spans.running(), 0, harness -> harness.batch());
    Path first = folder.resolve("in");
    Files.move(first, folder.resolve("later"));
    run(Spans.running(), 10, harness -> harness.batch());
    Files.delete(first);
    Files.move(folder.resolve("later"), first);
    file("b");
    run(Spans.running(), 20, harness -> harness.batch());
    assertThat(words(last().counts())).isEqualTo(Map.of("a", 1L, "b", 1L));
  }

  @Test
  void attach_again_isRefused() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1));
        Ledger ledger = Ledger.open(folder.resolve("state"))) {
      LinePipeline pipeline = pipeline(Spans.running());
      pipeline.attach(harness.context(), ledger);
      assertThatThrownBy(() -> pipeline.attach(harness.context(), ledger))
          .hasMessage("ledger has started a job already: open it again");
    }
  }

  @Test
  void batch_thatFails_isNotCommittedAndComesAgain() throws IOException {
    file("a");
    Sink good = sink;
    sink =
        new Sink() {
          @Override
          public int limit() {
            return 10;
          }

          @Override
          public void prepare(BatchResult result) {
            throw new IllegalStateException("disk is full");
          }

          @Override
          public void accept(BatchResult result) {
            results.add(result);
          }
        };
    assertThatThrownBy(() -> run(Spans.running(), 0, harness -> harness.batches(2)))
        .hasMessageContaining("disk is full");
    assertThat(results).isEmpty();
    sink = good;
    run(Spans.running(), 10, harness -> harness.batch());
    assertThat(words(last().counts())).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void attach_ledgerOfAnotherJob_saysOfWhich() throws IOException {
    run(Spans.running(), 0, harness -> harness.batch());
    tokenizer = Tokenizers.words().lowerCase();
    assertThatThrownBy(() -> run(Spans.running(), 10, harness -> harness.batch()))
        .isInstanceOf(StateException.class)
        .hasMessage(
            "state is of another job, tokenizer space, reducer of 2 and 3 makes 5: this is"
                + " tokenizer words lower-case, reducer of 2 and 3 makes 5; use its options, or"
                + " another state directory");
    tokenizer = Tokenizers.space();
    assertThatThrownBy(
            () -> run(Spans.window(Duration.ofSeconds(2)), 10, harness -> harness.batch()))
        .hasMessageStartingWith(
            "state is of another job, running total: this is window 2000 ms, tumbling;");
    assertThatThrownBy(
            () ->
                run(
                    Spans.running().expireAfter(Duration.ofSeconds(2)),
                    10,
                    harness -> harness.batch()))
        .hasMessageContaining("this is running total, expiring after 2000 ms;");
    assertThatThrownBy(() -> run(Spans.running().maxKeys(8), 10, harness -> harness.batch()))
        .hasMessageContaining("this is running total, of at most 8 keys;");
  }

  /** Where no word outlives its batch, each life may cut them as it likes. */
  @Test
  void attach_eachBatchWithAnotherTokenizer_goesOn() throws IOException {
    file("a-b");
    run(Spans.eachBatch(), 0, harness -> harness.batch());
    assertThat(words(last().counts())).isEqualTo(Map.of("a-b", 1L));
    tokenizer = Tokenizers.words();
    file("c-d");
    run(Spans.eachBatch(), 10, harness -> harness.batch());
    assertThat(words(last().counts())).isEqualTo(Map.of("c", 1L, "d", 1L));
  }
}
