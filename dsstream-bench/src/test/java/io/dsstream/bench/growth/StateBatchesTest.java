package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.bench.pipeline.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not right; that the contenders are, {@link StateRunTest} shows. */
@Timeout(60)
class StateBatchesTest {
  private static final BatchWords WORDS = BatchWords.running(10_000);

  @Test
  void next_batches_haveTheirInput() throws Exception {
    try (StateBatches<?> batches = batches(texts -> new Answer(10_000, texts.count(), List.of()))) {
      assertThatIllegalStateException()
          .isThrownBy(batches::next)
          .withMessage("distinct words of the span must be 10,000: " + Curve.CORES);
    }
  }

  @Test
  void requireAll_wrongFirstWords_isNoResult() throws Exception {
    try (StateBatches<?> batches = batches(texts -> new Answer(10_000, 10_000, List.of(2L)))) {
      assertThat(batches.next()).isPositive();
      assertThatIllegalStateException()
          .isThrownBy(batches::requireAll)
          .withMessageStartingWith("largest counts of the span must be [1, 1, 1,")
          .withMessageEndingWith(": [2]");
    }
  }

  @Test
  void next_noAnswer_isNoResult() throws Exception {
    try (StateBatches<?> batches = batches(texts -> null)) {
      assertThatIllegalStateException()
          .isThrownBy(batches::next)
          .withMessage("batch 1 must give an answer");
    }
  }

  @Test
  void next_jobThatFails_saysWhy() throws Exception {
    try (StateBatches<?> batches =
        batches(
            texts -> {
              throw new IllegalArgumentException("no way");
            })) {
      assertThatThrownBy(batches::next).hasMessageContaining("no way");
    }
  }

  /** Makes an answer of a batch. */
  @FunctionalInterface
  private interface Counting {
    Answer of(JavaRDD<String> texts);
  }

  private static StateBatches<?> batches(Counting counting) {
    return new StateBatches<>(new Job(counting), WORDS);
  }

  /** Its blocks hold a text each. */
  private record Job(Counting counting) implements StateJob<String> {
    @Override
    public SparkConf conf() {
      return LocalSpark.conf("test", "local[2]");
    }

    @Override
    public Class<String> type() {
      return String.class;
    }

    @Override
    public List<String> block(byte[] text) {
      return List.of(new String(text, StandardCharsets.US_ASCII));
    }

    @Override
    public void declare(JavaDStream<String> input, Answers answers) {
      input.foreachRDD(
          texts -> {
            Answer answer = counting.of(texts);
            if (answer != null) {
              answers.tell(answer);
            }
          });
    }
  }
}
