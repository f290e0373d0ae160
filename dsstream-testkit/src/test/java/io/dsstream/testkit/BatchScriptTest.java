package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.spark.streaming.Durations;
import org.junit.jupiter.api.Test;

@DsStreamTest
class BatchScriptTest {
  @Test
  void verify_allSteps_runInTheirOrder(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture("rows", input.stream());
    Captured<Long> pairs =
        harness.capture(
            "pairs", input.stream().window(Durations.seconds(2), Durations.seconds(2)).count());
    harness
        .script()
        .push(input, 1, 2)
        .push(input, 3)
        .batch()
        .expect(rows, 2, 1)
        .expectDidNotFire(pairs)
        .batch()
        .expect(rows, 3)
        .expect(pairs, 3L)
        .advance(Duration.ofSeconds(2))
        .expectNone(rows)
        .expect(pairs, 0L)
        .verify();
    assertThat(harness.batches()).isEqualTo(4);
  }

  @Test
  void verify_expectationFails_showsWhere(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture("rows", input.stream());
    BatchScript script = harness.script().push(input, 1).batch().expect(rows, 2).batch();
    assertThatThrownBy(script::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("missing:    2")
        .hasMessageEndingWith("   push [1]\n   batch\n=> expect rows [2]\n   batch");
    assertThat(harness.batches()).isEqualTo(1);
  }

  @Test
  void verify_failureAsExpected_passes(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    harness.capture(input.stream().map(i -> 1 / i));
    harness.script().push(input, 0).expectFailure(BatchFailure.Kind.JOB).verify();
  }

  @Test
  void verify_noFailureWhereOneIsExpected_fails(BatchHarness harness) {
    BatchScript script = harness.script().expectFailure(BatchFailure.Kind.JOB);
    assertThatThrownBy(script::verify).hasMessageStartingWith("batch 1 did not fail");
  }

  @Test
  void verify_nothingExpected_fails(BatchHarness harness) {
    assertThatThrownBy(() -> harness.script().batch().verify())
        .hasMessage("the script expects nothing:\n   batch");
  }

  @Test
  void close_scriptNeverVerified_fails() {
    BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1));
    harness.script().batch();
    assertThatThrownBy(harness::close).hasMessage("the script was never verified:\n   batch");
  }
}
