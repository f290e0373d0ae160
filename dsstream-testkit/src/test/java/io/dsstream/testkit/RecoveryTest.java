package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Tuple2;

@DsStreamTest
class RecoveryTest {
  private static JavaPairDStream<String, Integer> totals(JavaDStream<String> words) {
    return words
        .mapToPair(word -> new Tuple2<>(word, 1))
        .updateStateByKey(
            (ones, total) -> Optional.of(total.orElse(0) + ones.stream().mapToInt(n -> n).sum()));
  }

  private static Tuple2<String, Integer> total(String word, int n) {
    return new Tuple2<>(word, n);
  }

  @ParameterizedTest
  @EnumSource
  void restart_afterACrash_goesOnWithTheState(
      CrashPoint point, BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    BatchInput<String> words = harness.input();
    Captured<Tuple2<String, Integer>> totals = harness.capture("totals", totals(words.stream()));
    words.push("a", "b");
    words.push("a");
    words.push("b");
    harness.batch();
    harness.crash(point);
    assertThat(totals.inBatch(2).attempts()).hasSize(point == CrashPoint.AFTER_GENERATION ? 0 : 1);
    harness.restart(2);
    assertThat(harness.batches()).isEqualTo(4);
    assertThat(totals.inBatch(2).attempts()).hasSize(point == CrashPoint.AFTER_GENERATION ? 1 : 2);
    totals.inBatch(2).hasRows(total("a", 2), total("b", 1));
    totals.inBatch(3).hasRows(total("a", 2), total("b", 2));
    totals.inBatch(4).hasRows(total("a", 2), total("b", 2));
    words.push("c");
    harness.batch();
    totals.inBatch(5).hasRows(total("a", 2), total("b", 2), total("c", 1));
  }

  @Test
  void crash_noCheckpoint_saysWhatIsMissing(BatchHarness harness) {
    assertThatThrownBy(() -> harness.crash(CrashPoint.AFTER_OUTPUTS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a crash needs a checkpoint: call context().checkpoint(...)");
  }

  @Test
  void verify_jobThatKeepsItsState_passes() {
    AtomicInteger runs = new AtomicInteger();
    Recovery.verify(
        Duration.ofSeconds(1),
        harness -> {
          runs.incrementAndGet();
          BatchInput<String> words = harness.input();
          Captured<Tuple2<String, Integer>> totals =
              harness.capture("totals", totals(words.stream()));
          return harness
              .script()
              .push(words, "a", "b")
              .batch()
              .expect(totals, total("a", 1), total("b", 1))
              .push(words, "a")
              .batch()
              .expect(totals, total("a", 2), total("b", 1));
        });
    assertThat(runs).hasValue(1 + 2 * CrashPoint.values().length);
  }

  /** What a driver keeps in a field is right until the driver dies. */
  @Test
  void verify_jobThatKeepsItsStateInMemory_fails() {
    assertThatThrownBy(
            () ->
                Recovery.verify(
                    Duration.ofSeconds(1),
                    harness -> {
                      BatchInput<String> words = harness.input();
                      Captured<Long> seen = harness.capture("seen", seen(words.stream()));
                      return harness
                          .script()
                          .push(words, "a", "b")
                          .batch()
                          .expect(seen, 2L)
                          .push(words, "c")
                          .batch()
                          .expect(seen, 3L);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "with a crash AFTER_GENERATION in batch 1: seen in batch 1 differs");
  }

  private static JavaDStream<Long> seen(JavaDStream<String> words) {
    List<Long> sum = new ArrayList<>(List.of(0L));
    return words
        .count()
        .transform(
            rdd -> {
              long before = sum.get(0);
              sum.set(0, before + rdd.first());
              return rdd.map(n -> before + n);
            });
  }
}
