package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchHarnessTest {
  private BatchHarness harness;

  @BeforeEach
  void create() {
    harness = BatchHarness.create(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void batch_pushedRows_areTheNextBatch() {
    BatchInput<String> input = harness.input();
    Captured<String> rows = harness.capture(input.stream().map(String::toUpperCase));
    input.push("a", "b", "a");
    input.push("c");
    harness.batch();
    assertThat(rows.rows()).containsExactlyInAnyOrder("A", "A", "B");
    harness.batch();
    assertThat(rows.rows()).containsExactly("C");
    harness.batch();
    assertThat(rows.rows()).isEmpty();
    input.push("d");
    harness.batch();
    assertThat(rows.rows()).containsExactly("D");
    assertThat(rows.batches()).hasSize(4);
  }

  @Test
  void batch_partitions_areAsPushed() {
    BatchInput<Integer> input = harness.input();
    Captured<List<Integer>> partitions = harness.capture(input.stream().glom());
    input.pushPartitions(List.of(List.of(1, 2), List.of(), List.of(3)));
    harness.batch();
    assertThat(partitions.rows()).containsExactly(List.of(1, 2), List.of(), List.of(3));
  }

  @Test
  void batch_times_areMultiplesOfTheInterval() {
    BatchInput<Integer> input = harness.input();
    List<Time> times = new ArrayList<>();
    input.stream().foreachRDD((rdd, time) -> times.add(time));
    harness.batch();
    harness.batch();
    assertThat(times).containsExactly(new Time(1_000), new Time(2_000));
    assertThat(harness.batches()).isEqualTo(2);
  }

  @Test
  void batch_window_slidesInVirtualTime() {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> sums =
        harness.capture(
            input.stream()
                .reduceByWindow(Integer::sum, Durations.seconds(3), Durations.seconds(2)));
    for (int i = 1; i <= 6; i++) {
      input.push(i);
      harness.batch();
    }
    assertThat(sums.batches()).containsExactly(List.of(3), List.of(9), List.of(15));
  }

  /** No output slides on the other batches: a barrier that waits for events would hang. */
  @Test
  void batch_withoutJobOfTheTest_ends() {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows =
        harness.capture(input.stream().window(Durations.seconds(5), Durations.seconds(5)));
    harness.batch();
    assertThatThrownBy(rows::rows)
        .isInstanceOf(AssertionError.class)
        .hasMessage("the captured stream has not fired in any batch");
  }

  @Test
  void batch_jobThrows_failsWithItsCause() {
    BatchInput<Integer> input = harness.input();
    harness.capture(input.stream().map(i -> 1 / i));
    input.push(0);
    assertThatThrownBy(harness::batch)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("batch 1 failed")
        .hasStackTraceContaining("ArithmeticException");
  }

  /** Spark posts no event for a batch whose generation throws. */
  @Test
  void batch_generationThrows_failsWithItsCause() {
    BatchInput<Integer> input = harness.input();
    harness.capture(
        input.stream()
            .transform(
                rdd -> {
                  throw new IllegalStateException("no such batch");
                }));
    assertThatThrownBy(harness::batch)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no such batch");
  }

  @Test
  void awaitReceived_socketLines_landInTheNextBatch() {
    try (LineServer server = LineServer.start()) {
      Captured<String> lines =
          harness.capture(harness.context().socketTextStream("localhost", server.port()));
      harness.batch();
      server.awaitClient().lines("to be");
      harness.awaitReceived();
      harness.batch();
      assertThat(lines.rows()).containsExactly("to be");
    }
  }

  @Test
  void batchUntil_condition_runsSoManyBatches() {
    harness.batchUntil(() -> harness.batches() == 3);
    assertThat(harness.batches()).isEqualTo(3);
  }

  @Test
  void create_noInterval_throws() {
    assertThatThrownBy(() -> BatchHarness.create(Duration.ZERO))
        .hasMessage("interval must be >= 1 ms: PT0S");
  }
}
