package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.tokenizer.Tokenizers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Tuple2;

class EachBatchTest {
  private BatchHarness harness;
  private BatchInput<TextBlock> blocks;
  private final List<BatchResult> results = new ArrayList<>();

  static LongStream seeds() {
    return Seeds.some(5);
  }

  @BeforeEach
  void create() {
    harness = BatchHarness.create(Duration.ofMillis(500));
    blocks = harness.input();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void count(Reducer<Long> reducer, int limit) {
    Spans.eachBatch()
        .forEach(blocks.stream(), Tokenizers.space(), reducer, Sinks.forEach(limit, results::add));
  }

  @Test
  void forEach_batches_eachForItself() {
    count(Reducers.sum(), 2);
    blocks.push(TextBlock.ofLines("b a b", "c b c"), TextBlock.ofLines("c"));
    harness.batch();
    harness.batch();
    blocks.push(TextBlock.ofLines("z"));
    harness.batch();

    assertThat(results.get(0).counts())
        .containsExactly(new WordCount("b", 3), new WordCount("c", 3));
    assertThat(results.get(0).distinct()).isEqualTo(3);
    assertThat(results.get(0).hasMore()).isTrue();
    assertThat(results.get(0).tally()).isEqualTo(new Tally(3, 7, 14, Faults.NONE, 0, 0));
    assertThat(results.get(0).time()).isEqualTo(Instant.ofEpochMilli(500));
    assertThat(results.get(0).interval()).isEqualTo(Duration.ofMillis(500));
    assertThat(results.get(1).counts()).isEmpty();
    assertThat(results.get(1).tally()).isEqualTo(Tally.ZERO);
    assertThat(results.get(2).counts()).containsExactly(new WordCount("z", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void forEach_randomBlocksInPartitions_agreesWithHashMap(long seed) {
    count(Reducers.sum(), Integer.MAX_VALUE);
    Random random = new Random(seed);
    Map<String, Long> expected = new HashMap<>();
    List<List<TextBlock>> partitions = new ArrayList<>();
    for (int p = 0; p < 5; p++) {
      List<TextBlock> partition = new ArrayList<>();
      for (int b = 0; b < random.nextInt(4); b++) {
        String text = Seeds.lines(random, 200) + "\n";
        partition.add(TextBlock.ofBytes(text.getBytes(UTF_8), text.getBytes(UTF_8).length));
        text.lines()
            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
            .forEach(word -> expected.merge(word, 1L, Long::sum));
      }
      partitions.add(partition);
    }
    blocks.pushPartitions(partitions);
    harness.batch();

    Map<String, Long> counted = new HashMap<>();
    results.get(0).counts().forEach(c -> counted.put(c.word(), c.count()));
    assertThat(counted).isEqualTo(expected);
    assertThat(results.get(0).distinct()).isEqualTo(expected.size());
    long words = expected.values().stream().mapToLong(Long::longValue).sum();
    assertThat(results.get(0).tally().words()).isEqualTo(words);
  }

  @Test
  void forEach_moreWordsThanTheDriverTakes_countedBySeveral() {
    count(Reducers.sum(), 2);
    int words = BatchJob.MAX_FOR_DRIVER / 8;
    for (int batch = 0; batch < 2; batch++) {
      blocks.pushPartitions(
          List.of(List.of(numbers(0, words)), List.of(numbers(words / 2, 2 * words))));
      harness.batch();
    }
    blocks.push(TextBlock.ofLines("few words"));
    harness.batch();

    for (BatchResult many : results.subList(0, 2)) {
      assertThat(many.distinct()).isEqualTo(2 * words);
      assertThat(many.tally().words()).isEqualTo(2 * words + words / 2);
      assertThat(many.counts())
          .containsExactly(
              new WordCount("word" + (1_000_000 + words / 2), 2),
              new WordCount("word" + (1_000_000 + words / 2 + 1), 2));
    }
    assertThat(results.get(2).distinct()).isEqualTo(2);
  }

  private static TextBlock numbers(int from, int to) {
    return TextBlock.ofLines(
        IntStream.range(from, to).mapToObj(i -> "word" + (1_000_000 + i)).toArray(String[]::new));
  }

  @Test
  void forEach_malformedBytes_countedAndMerged() {
    count(Reducers.sum(), 10);
    byte[] bytes = {(byte) 0xFF, ' ', (byte) 0xFE, '\n'};
    blocks.push(TextBlock.ofBytes(bytes, bytes.length));
    harness.batch();
    assertThat(results.get(0).counts()).containsExactly(new WordCount("\uFFFD", 2));
    assertThat(results.get(0).tally().faults().malformed()).isEqualTo(2);
  }

  @Test
  void forEach_otherReducer_reducesTheOnes() {
    count((a, b) -> Math.min(2, a + b), 10);
    blocks.pushPartitions(
        List.of(
            List.of(TextBlock.ofLines("a b", "a")),
            List.of(TextBlock.ofLines("a")),
            List.of(TextBlock.ofLines("c a"))));
    harness.batch();
    assertThat(results.get(0).counts())
        .containsExactly(new WordCount("a", 2), new WordCount("b", 1), new WordCount("c", 1));
  }

  @Test
  void forEach_endMark_isLast() {
    count(Reducers.sum(), 10);
    blocks.push(TextBlock.ofLines("a"));
    blocks.push(TextBlock.ofLines("b"), TextBlock.end());
    harness.batch();
    harness.batch();
    assertThat(results).extracting(BatchResult::isLast).containsExactly(false, true);
  }

  @Test
  void forEach_union_isLastWhenEachHasEnded() {
    BatchInput<TextBlock> others = harness.input();
    JavaDStream<TextBlock> both = blocks.stream().union(others.stream());
    Spans.eachBatch()
        .forEach(both, Tokenizers.space(), Reducers.sum(), Sinks.forEach(10, results::add));
    blocks.push(TextBlock.end());
    harness.batch();
    others.push(TextBlock.ofLines("a"), TextBlock.end());
    harness.batch();
    harness.batch();
    assertThat(results).extracting(BatchResult::isLast).containsExactly(false, true, false);
  }

  @Test
  void forEach_sinkThrowsError_failsTheBatch() {
    Spans.eachBatch()
        .forEach(
            blocks.stream(),
            Tokenizers.space(),
            Reducers.sum(),
            Sinks.forEach(
                1,
                result -> {
                  throw new OutOfMemoryError("thrown by a test");
                }));
    assertThatThrownBy(harness::batch)
        .hasStackTraceContaining("batch failed: java.lang.OutOfMemoryError: thrown by a test");
  }

  @Test
  void counts_pairs_areTheWordsAndValues() {
    Captured<Tuple2<String, Long>> pairs =
        harness.capture(
            Spans.eachBatch()
                .counts(blocks.stream(), Tokenizers.space(), Reducers.sum())
                .map(pair -> pair));
    blocks.push(TextBlock.ofLines("to be", "or not to be"));
    harness.batch();
    assertThat(pairs.rows())
        .containsExactlyInAnyOrder(
            new Tuple2<>("to", 2L),
            new Tuple2<>("be", 2L),
            new Tuple2<>("or", 1L),
            new Tuple2<>("not", 1L));
    harness.batch();
    assertThat(pairs.rows()).isEmpty();
  }
}
