package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.receiver.Receiver;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way a batch can fail, which Spark signals each in another way. */
@DsStreamTest
class BatchFailureTest {
  @Test
  void batch_jobThrows_isAJobFailure(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    harness.capture("quotients", input.stream().map(i -> 1 / i));
    input.push(1);
    harness.batch();
    input.push(0);
    BatchFailure failure = assertThrows(BatchFailure.class, harness::batch);
    assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.JOB);
    assertThat(failure.batch()).isEqualTo(2);
    assertThat(failure)
        .hasStackTraceContaining("ArithmeticException")
        .hasMessageStartingWith(
            "batch 2: failed in quotients: java.lang.ArithmeticException: / by zero\n")
        .hasMessageContaining("\n  1      1970-01-01T00:00:01Z  1      1 row      ok\n")
        .hasMessageContaining("\n  2      1970-01-01T00:00:02Z  1      failed     failed");
  }

  /** Spark posts no event for a batch whose generation throws. */
  @Test
  void batch_transformThrows_isAGenerationFailure(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    harness.capture(
        input.stream()
            .transform(
                rdd -> {
                  throw new IllegalStateException("no such batch");
                }));
    BatchFailure failure = assertThrows(BatchFailure.class, harness::batch);
    assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.GENERATION);
    assertThat(failure.batch()).isEqualTo(1);
    assertThat(failure)
        .hasMessageContaining("could not be made: java.lang.IllegalStateException: no such batch")
        .hasMessageContaining("not made");
  }

  @Test
  void batch_receiverReportsAnError_isAReceiverFailure(BatchHarness harness) {
    Captured<String> rows = harness.capture(harness.context().receiverStream(new Broken("report")));
    harness.start();
    harness.awaitReceived(1);
    BatchFailure failure = assertThrows(BatchFailure.class, harness::batch);
    assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.RECEIVER);
    assertThat(failure)
        .hasMessageContaining(
            "receiver Broken-1: the wire is cut java.lang.IllegalStateException: cut");
    rows.inBatch(1).hasRows("last words");
  }

  /** Each has its own event, or none but that it has stopped. */
  @ParameterizedTest
  @ValueSource(strings = {"stop", "throw"})
  void batch_receiverStopsOrThrows_isAReceiverFailure(String how, BatchHarness harness) {
    Captured<String> lines = harness.capture(harness.context().receiverStream(new Broken(how)));
    harness.awaitReceived(1);
    BatchFailure failure = assertThrows(BatchFailure.class, () -> harness.batches(1_000));
    assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.RECEIVER);
    assertThat(failure).hasMessageContaining("cut");
    assertThat(lines.inBatch(1).rows()).contains("last words");
  }

  /** A test of what comes after a lost connection must be able to go on. */
  @Test
  void batch_receiverRestarts_isNoFailure(BatchHarness harness) {
    Captured<String> lines =
        harness.capture(harness.context().receiverStream(new Broken("restart")));
    harness.awaitReceived(3);
    harness.batch();
    assertThat(lines.inBatch(1).rows()).hasSizeGreaterThanOrEqualTo(3);
  }

  private static final class Broken extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    private final String how;

    Broken(String how) {
      super(StorageLevel.MEMORY_ONLY());
      this.how = how;
    }

    @Override
    public void onStart() {
      store("last words");
      IllegalStateException error = new IllegalStateException("cut");
      switch (how) {
        case "report" -> reportError("the wire is cut", error);
        case "stop" -> stop("the wire is cut", error);
        case "restart" -> restart("the wire is cut", error);
        default -> throw error;
      }
    }

    @Override
    public void onStop() {}
  }

  /** No batch comes that would tell of it. */
  @Test
  void close_receiverFailedAfterTheLastBatch_saysSo() throws InterruptedException {
    BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1));
    CountDownLatch reported = new CountDownLatch(1);
    harness.capture(harness.context().receiverStream(new Broken("report")));
    harness
        .context()
        .addStreamingListener(
            new StreamingListener() {
              @Override
              public void onReceiverError(StreamingListenerReceiverError event) {
                reported.countDown();
              }
            });
    harness.start();
    assertThat(reported.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(assertThrows(AssertionError.class, harness::close))
        .hasMessageStartingWith("after the last batch: receiver Broken-1: the wire is cut");
  }

  /** What fails in a burst is told apart from what comes with it. */
  @Test
  void burst_oneJobThrows_namesItsBatch(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    harness.capture(input.stream().map(i -> 1 / i));
    input.push(1);
    input.push(0);
    input.push(1);
    BatchFailure failure = assertThrows(BatchFailure.class, () -> harness.burst(3));
    assertThat(failure.kind()).isEqualTo(BatchFailure.Kind.JOB);
    assertThat(failure.batch()).isEqualTo(2);
  }
}
