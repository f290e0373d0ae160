package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.DsStreamTest;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Spans over several batches, in a job. */
@DsStreamTest
class SpansTest {
  private final List<BatchResult> results = new ArrayList<>();

  private BatchInput<TextBlock> count(BatchHarness harness, Span span) {
    return count(harness, span, Sinks.forEach(2, results::add));
  }

  private static BatchInput<TextBlock> count(BatchHarness harness, Span span, Sink sink) {
    BatchInput<TextBlock> blocks = harness.input();
    span.forEach(blocks.stream(), Tokenizers.space(), Reducers.sum(), sink);
    return blocks;
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** Else the first batch that is not light would fail, and no other. */
  @Test
  void job_ofWhatCannotBeSerialised_isRefused(BatchHarness harness) {
    Object local = new Object();
    Tokenizer tokenizer = (bytes, from, to, sink) -> local.hashCode();
    for (Span span : List.of(Spans.eachBatch(), Spans.running(), Spans.window(seconds(2)))) {
      assertThatThrownBy(() -> span.job(tokenizer, Reducers.sum()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("tokenizer must be serializable: ");
      BatchInput<TextBlock> blocks = harness.input();
      assertThatThrownBy(() -> span.counts(blocks.stream(), tokenizer, Reducers.sum()))
          .hasMessageStartingWith("tokenizer must be serializable: ");
    }
  }

  @Test
  void window_slides_tellsEachOfItsWindows(BatchHarness harness) {
    BatchInput<TextBlock> blocks = count(harness, Spans.window(seconds(4), seconds(2)));
    for (String line : List.of("a a b", "b c", "a", "d", "", "d")) {
      blocks.push(TextBlock.ofLines(line));
    }
    harness.batches(6);
    assertThat(results)
        .extracting(BatchResult::time)
        .extracting(Instant::getEpochSecond)
        .containsExactly(2L, 4L, 6L);
    assertThat(results)
        .extracting(result -> result.span().from().getEpochSecond())
        .containsExactly(0L, 0L, 2L);
    assertThat(results.get(1).counts())
        .containsExactly(new WordCount("a", 3), new WordCount("b", 2));
    assertThat(results.get(2).counts())
        .containsExactly(new WordCount("d", 2), new WordCount("", 1));
    assertThat(results).extracting(BatchResult::distinct).containsExactly(3L, 4L, 3L);
    assertThat(results).extracting(BatchResult::batches).containsExactly(2, 2, 2);
    // Lines and words are those of the batches since the result before.
    assertThat(results).extracting(result -> result.tally().words()).containsExactly(5L, 2L, 2L);
  }

  @Test
  void window_tumbling_forgetsTheOneBefore(BatchHarness harness) {
    BatchInput<TextBlock> blocks = count(harness, Spans.window(seconds(2)));
    blocks.push(TextBlock.ofLines("a"));
    blocks.push(TextBlock.ofLines("a"));
    blocks.push(TextBlock.ofLines("b"));
    harness.batches(6);
    assertThat(results)
        .extracting(BatchResult::counts)
        .containsExactly(List.of(new WordCount("a", 2)), List.of(new WordCount("b", 1)), List.of());
  }

  @Test
  void forEach_batchesThatRunTogether_isRefused(BatchHarness harness) {
    SparkConf conf = harness.context().sparkContext().sc().conf();
    conf.set("spark.streaming.concurrentJobs", "2");
    try {
      assertThatThrownBy(() -> count(harness, Spans.running()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "spark.streaming.concurrentJobs must be 1, for results come in the order of the"
                  + " batches: 2");
    } finally {
      conf.remove("spark.streaming.concurrentJobs");
    }
  }

  /** Spark goes on with the batch after a failed one, whose words would be missing. */
  @Test
  void add_afterABatchThatFailed_throws() {
    TableFactory tables = new TableFactory(Reducers.sum());
    SpanState state =
        new RunningState<>(
            Spans.running(), seconds(1), new Totals(null, tables, Selection.first(1)));
    assertThatThrownBy(() -> state.add(null, Instant.EPOCH)) // for there is no job
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> state.add(null, Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a batch before has failed, and with it what the span keeps");
  }

  /** The rest of a window is told where no batch comes that could end it. */
  @Test
  void window_sourceEndsWithin_tellsWhatThereIs(BatchHarness harness) {
    BatchInput<TextBlock> blocks = count(harness, Spans.window(seconds(10)));
    blocks.push(TextBlock.ofLines("a"));
    blocks.push(TextBlock.ofLines("b"), TextBlock.end());
    harness.batches(3);
    assertThat(results).hasSize(1);
    assertThat(results.get(0).isLast()).isTrue();
    assertThat(results.get(0).distinct()).isEqualTo(2);
    assertThat(results.get(0).time()).isEqualTo(Instant.ofEpochSecond(2));
  }

  @Test
  void window_resultIsWanted_isToldAlthoughNoneIsDue(BatchHarness harness) {
    Sink sink =
        new Sink() {
          @Override
          public int limit() {
            return 1;
          }

          @Override
          public void accept(BatchResult result) {
            results.add(result);
          }

          @Override
          public boolean isWanted(Instant time) {
            return time.getEpochSecond() == 3;
          }
        };
    count(harness, Spans.window(seconds(5)), sink).push(TextBlock.ofLines("a"));
    harness.batches(5);
    assertThat(results)
        .extracting(result -> result.time().getEpochSecond())
        .containsExactly(3L, 5L);
  }

  @Test
  void running_batches_areAllTogether(BatchHarness harness) {
    BatchInput<TextBlock> blocks = count(harness, Spans.running().expireAfter(seconds(2)));
    blocks.push(TextBlock.ofLines("a b"));
    blocks.push(TextBlock.ofLines("a"));
    blocks.push(TextBlock.ofLines("c"));
    harness.batches(5);
    assertThat(results)
        .extracting(BatchResult::counts)
        .containsExactly(
            List.of(new WordCount("a", 1), new WordCount("b", 1)),
            List.of(new WordCount("a", 2), new WordCount("b", 1)),
            List.of(new WordCount("a", 2), new WordCount("c", 1)),
            List.of(new WordCount("c", 1)),
            List.of());
    assertThat(results)
        .extracting(result -> result.span().expired())
        .containsExactly(0L, 0L, 1L, 1L, 1L);
  }

  /** So many words that they come from tasks, and from several tables of each. */
  @Test
  void running_batchesOfManyWords_areWhole(BatchHarness harness) {
    BatchInput<TextBlock> blocks = count(harness, Spans.running());
    for (int batch = 0; batch < 2; batch++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 600_000; i++) {
        text.append(i).append(' ');
      }
      blocks.push(TextBlock.ofLines(text.toString()), TextBlock.ofLines(text.toString()));
    }
    harness.batches(2);
    assertThat(results).extracting(BatchResult::distinct).containsExactly(600_001L, 600_001L);
    assertThat(results.get(1).counts())
        .containsExactly(new WordCount("", 4), new WordCount("0", 4));
    assertThat(results.get(1).span().total()).isEqualTo(4 * 600_001L);
  }

  @Test
  void counts_ofAWindow_areItsPairs(BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.toString());
    BatchInput<TextBlock> blocks = harness.input();
    Captured<Tuple2<String, Long>> pairs =
        harness.capture(
            Spans.window(seconds(2), seconds(1))
                .counts(blocks.stream(), Tokenizers.space(), Reducers.sum()));
    blocks.push(TextBlock.ofLines("a b"));
    blocks.push(TextBlock.ofLines("a"));
    harness.batches(3);
    pairs.inBatch(2).hasRows(new Tuple2<>("a", 2L), new Tuple2<>("b", 1L));
    pairs.inBatch(3).hasRows(new Tuple2<>("a", 1L));
  }

  @Test
  void counts_ofARunningTotal_areItsPairs(BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.toString());
    BatchInput<TextBlock> blocks = harness.input();
    Captured<Tuple2<String, Long>> pairs =
        harness.capture(
            Spans.running().counts(blocks.stream(), Tokenizers.space(), Reducers.sum()));
    blocks.push(TextBlock.ofLines("a b"));
    blocks.push(TextBlock.ofLines("a"));
    harness.batches(2);
    pairs.inBatch(2).hasRows(new Tuple2<>("a", 2L), new Tuple2<>("b", 1L));
  }

  @Test
  void settings_thatCannotBe_areRefused(BatchHarness harness) {
    assertThatThrownBy(() -> Spans.window(Duration.ZERO))
        .hasMessage("window must be >= 1 ms: 0 ms");
    assertThatThrownBy(() -> Spans.window(seconds(1), seconds(2)))
        .hasMessage(
            "slide must be <= the window of 1000 ms, or batches would be left out: 2000 ms");
    assertThatThrownBy(() -> count(harness, Spans.window(Duration.ofMillis(1_500))))
        .hasMessage("window must be a multiple of the interval of 1000 ms: 1500 ms");
    assertThatThrownBy(() -> count(harness, Spans.window(seconds(2), Duration.ofMillis(500))))
        .hasMessage("slide must be a multiple of the interval of 1000 ms: 500 ms");
    assertThatThrownBy(() -> Spans.running().expireAfter(Duration.ZERO))
        .hasMessage("expiry must be >= 1 ms: 0 ms");
    assertThatThrownBy(() -> Spans.running().maxKeys(7)).hasMessage("max keys must be >= 8: 7");
  }
}
