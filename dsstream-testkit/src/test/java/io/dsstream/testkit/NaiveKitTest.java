package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.junit.jupiter.api.Test;

/**
 * What test kits are written like at first, passing where the job is wrong; and this kit failing.
 */
@DsStreamTest
class NaiveKitTest {
  /** Waits for {@code BatchCompleted}, which Spark posts of a batch whose job has failed too. */
  private static final class NaiveBarrier implements StreamingListener {
    private final CountDownLatch completed = new CountDownLatch(1);

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
      completed.countDown();
    }
  }

  @Test
  void barrier_failedJob_looksCompleted(BatchHarness harness) throws InterruptedException {
    NaiveBarrier naive = new NaiveBarrier();
    harness.context().ssc().addStreamingListener(naive);
    BatchInput<Integer> input = harness.input();
    harness.capture(input.stream().map(i -> 1 / i));
    input.push(0);
    assertThatThrownBy(harness::batch).isInstanceOf(BatchFailure.class);
    assertThat(naive.completed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Keeps what the last job gave, whichever batch that was of. */
  private static List<Integer> naiveCapture(JavaDStream<Integer> stream) {
    List<Integer> last = new ArrayList<>();
    stream.foreachRDD(
        rdd -> {
          last.clear();
          last.addAll(rdd.collect());
        });
    return last;
  }

  @Test
  void capture_betweenSlides_showsTheSlideBefore(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    JavaDStream<Integer> window = input.stream().window(Durations.seconds(2), Durations.seconds(2));
    List<Integer> naive = naiveCapture(window);
    Captured<Integer> rows = harness.capture(window);
    input.push(1);
    harness.batches(3);
    assertThat(naive).containsExactly(1); // of batch 2; who expects it of batch 3 passes
    assertThatThrownBy(() -> rows.inBatch(3).hasRows(1)).hasMessageContaining("did not fire");
  }

  @Test
  void comparison_asSets_hidesDoubledRows(BatchHarness harness) {
    BatchInput<String> input = harness.input();
    JavaDStream<String> doubled = input.stream().union(input.stream()); // the mistake
    Captured<String> rows = harness.capture(doubled);
    input.push("a", "b");
    harness.batch();
    assertThat(Set.copyOf(rows.rows())).isEqualTo(Set.of("a", "b"));
    assertThatThrownBy(() -> rows.inBatch(1).hasRows("a", "b"))
        .hasMessageContaining("unexpected: a")
        .hasMessageContaining("unexpected: b");
  }
}
