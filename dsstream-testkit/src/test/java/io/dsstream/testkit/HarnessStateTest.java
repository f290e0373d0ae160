package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What a harness says when it is asked for what cannot be, and what it keeps apart. */
@DsStreamTest
class HarnessStateTest {
  @Test
  void inBatch_heldOrFailed_isNoneOfTheThreeStates(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture("rows", input.stream().map(i -> 1 / i));
    harness.hold();
    harness.batch();
    assertThatThrownBy(() -> rows.inBatch(1).didNotFire())
        .hasMessageStartingWith("rows in batch 1 is not over");
    harness.release();
    rows.inBatch(1).hasNoRows();
    input.push(0);
    assertThrows(BatchFailure.class, harness::batch);
    assertThatThrownBy(() -> rows.inBatch(2).didNotFire())
        .hasMessageStartingWith("rows in batch 2 failed");
  }

  /** Spark computes an input when a window asks for it, which may be batches later. */
  @Test
  void push_sampledWindow_getsTheRowsOfItsBatches(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows =
        harness.capture(input.stream().window(Durations.seconds(2), Durations.seconds(3)));
    input.push(1);
    input.push(2);
    input.push(3);
    harness.batches(3);
    rows.inBatch(3).hasRows(2, 3);
    input.push(4);
    harness.batches(3);
    rows.inBatch(6).hasNoRows();
  }

  @Test
  void burst_whileHeld_queuesUp(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture(input.stream());
    input.push(1);
    input.push(2);
    harness.hold();
    harness.burst(2);
    assertThat(rows.batches()).isEmpty();
    harness.release();
    assertThat(rows.batches()).containsExactly(List.of(1), List.of(2));
  }

  /** Else a test that forgets them would pass without a look at what they bring. */
  @Test
  void close_whileHeld_saysSo() {
    BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1));
    harness.capture(harness.input().stream());
    harness.hold();
    harness.batch();
    assertThatThrownBy(harness::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage("closed while batches were held: release() them first");
  }

  @Test
  void crashAndRestart_outOfTurn_sayWhatIsMissing(BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    assertThatThrownBy(() -> harness.restart(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("restart needs a checkpoint, and a crash(...) or a batch that has failed");
    harness.hold();
    assertThatThrownBy(() -> harness.crash(CrashPoint.AFTER_OUTPUTS))
        .hasMessage("held batches have no outputs: release() before AFTER_OUTPUTS");
    harness.release();
    harness.crash(CrashPoint.AFTER_OUTPUTS);
    assertThatThrownBy(harness::batch).hasMessage("the driver has crashed: restart() first");
    harness.restart(0);
    harness.batch();
    harness.close();
    assertThatThrownBy(harness::batch).hasMessage("it is closed");
  }

  /** Spark loses an Error that is none of those it calls non-fatal: the batch would never end. */
  @Test
  void batch_outputThrowsLinkageError_isAJobFailure(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    input.stream()
        .foreachRDD(
            rdd -> {
              throw new NoClassDefFoundError("of/this/Test");
            });
    BatchFailure failure = assertThrows(BatchFailure.class, harness::batch);
    assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.JOB);
    assertThat(failure).hasMessageContaining("java.lang.NoClassDefFoundError: of/this/Test");
  }

  /** The SparkContext is that of all tests: the next one has another. */
  @Test
  void batch_jobStopsItsContext_isAJobFailureOfThisTestAlone() {
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      JavaStreamingContext context = harness.context();
      BatchInput<Integer> input = harness.input();
      input.stream().foreachRDD(rdd -> new Thread(() -> context.stop(true)).start());
      BatchFailure failure = assertThrows(BatchFailure.class, () -> harness.batches(100));
      assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.JOB);
      assertThat(failure).hasMessageContaining("the job has stopped its context");
    }
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      BatchInput<Integer> input = harness.input();
      Captured<Integer> rows = harness.capture(input.stream());
      input.push(1);
      harness.batch();
      rows.inBatch(1).hasRows(1);
    }
  }

  @Test
  void checkpoint_ofATestBefore_isForgotten(@TempDir Path folder) {
    try (BatchHarness before = BatchHarness.create(Duration.ofSeconds(1))) {
      before.context().checkpoint(folder.toString());
      before.batch();
    }
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      BatchInput<String> words = harness.input();
      JavaPairDStream<String, Integer> totals =
          words.stream()
              .mapToPair(word -> new Tuple2<>(word, 1))
              .updateStateByKey(
                  (List<Integer> ones, Optional<Integer> total) ->
                      Optional.of(ones.size() + total.orElse(0)));
      harness.capture(totals);
      assertThatThrownBy(harness::batch)
          .hasMessageContaining("checkpoint directory has not been set");
    }
  }

  @Test
  void capture_nameTwice_isRefused(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    harness.capture("rows", input.stream());
    assertThatThrownBy(() -> harness.capture("rows", input.stream()))
        .hasMessage("capture must have a name of its own: rows");
  }

  @Test
  void put_nameTwice_isRefused(BatchHarness harness, @TempDir Path folder) {
    WatchedFolder files = harness.files(folder);
    files.put("a.txt", "a");
    assertThatThrownBy(() -> files.put("a.txt", "b"))
        .hasMessage("file must have a new name: a.txt");
  }

  @Test
  void verify_crashThatNeverComes_fails() {
    assertThatThrownBy(
            () ->
                Recovery.verify(
                    Duration.ofSeconds(1),
                    harness -> {
                      BatchInput<Integer> input = harness.input();
                      Captured<Integer> rows = harness.capture("rows", input.stream());
                      return harness
                          .script()
                          .push(input, 1)
                          .run("burst", () -> harness.burst(1))
                          .expect(rows, 1);
                    }))
        .hasMessageContaining("no crash, for the script makes the batch in a burst");
  }

  /** Of more than ten checkpoints Spark deletes the oldest, while they are copied. */
  @Test
  void crash_afterManyBatches_isRecovered(BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture(input.stream());
    for (int i = 0; i < 12; i++) {
      harness.crash(CrashPoint.values()[i % CrashPoint.values().length]);
      harness.restart(0);
      input.push(i);
      harness.batch();
      rows.inLastBatch().hasRows(i);
    }
  }

  @Nested
  class Inner {
    @Test
    void parameter_ofANestedClass_isResolved(BatchHarness harness) {
      harness.batch();
      assertThat(harness.batches()).isEqualTo(1);
    }
  }
}
