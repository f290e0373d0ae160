package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaMapWithStateDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

@DsStreamTest
class BatchHarnessTest {
  @Test
  void batch_pushedRows_areTheNextBatch(BatchHarness harness) {
    BatchInput<String> input = harness.input();
    Captured<String> rows = harness.capture(input.stream().map(String::toUpperCase));
    input.push("a", "b", "a");
    input.push("c");
    harness.batch();
    rows.inBatch(1).hasRows("A", "B", "A");
    harness.batch();
    rows.inBatch(2).hasRows("C");
    harness.batch();
    rows.inBatch(3).hasNoRows();
    input.push("d");
    harness.batch();
    rows.inLastBatch().hasRows("D");
    assertThat(rows.batches()).hasSize(4);
  }

  @Test
  void batch_partitions_areAsPushed(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture(input.stream());
    input.pushPartitions(List.of(List.of(1, 2), List.of(), List.of(3)));
    harness.batch();
    assertThat(rows.inBatch(1).partitions()).containsExactly(List.of(1, 2), List.of(), List.of(3));
  }

  @Test
  void batch_times_areMultiplesOfTheInterval(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    List<Time> times = new ArrayList<>();
    input.stream().foreachRDD((rdd, time) -> times.add(time));
    harness.batches(2);
    assertThat(times).containsExactly(new Time(1_000), new Time(2_000));
    assertThat(harness.batches()).isEqualTo(2);
    assertThat(harness.now()).isEqualTo(Instant.ofEpochSecond(2));
  }

  @Test
  void queue_grownWhileRunning_givesABatchEach(BatchHarness harness) {
    Queue<List<String>> queue = new ConcurrentLinkedQueue<>(List.of(List.of("a", "b")));
    Captured<String> rows = harness.capture(harness.queue(queue).stream());
    harness.batch();
    rows.inBatch(1).hasRows("a", "b");
    harness.batch();
    rows.inBatch(2).hasNoRows();
    queue.add(List.of("c"));
    queue.add(List.of("d"));
    harness.batches(2);
    rows.inBatch(3).hasRows("c");
    rows.inBatch(4).hasRows("d");
  }

  /** No output but the kit's own slides on the other batches. */
  @Test
  void batch_betweenSlidesOfAWindow_doesNotFire(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> sums =
        harness.capture(
            input.stream()
                .reduceByWindow(Integer::sum, Durations.seconds(3), Durations.seconds(2)));
    for (int i = 1; i <= 6; i++) {
      input.push(i);
      harness.batch();
    }
    sums.inBatch(1).didNotFire();
    sums.inBatch(2).hasRows(3);
    sums.inBatch(3).didNotFire();
    sums.inBatch(4).hasRows(9);
    sums.inBatch(6).hasRows(15);
    assertThatThrownBy(() -> sums.inBatch(3).rows())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("capture 1 in batch 3 did not fire");
  }

  @Test
  void batch_mapWithStateTimeout_passesInVirtualTime(BatchHarness harness, @TempDir Path folder) {
    BatchInput<Tuple2<String, Integer>> input = harness.input();
    JavaPairDStream<String, Integer> pairs = input.stream().mapToPair(pair -> pair);
    harness.context().checkpoint(folder.toString());
    JavaMapWithStateDStream<String, Integer, Integer, String> stream =
        pairs.mapWithState(StateSpec.function(BatchHarnessTest::sum).timeout(Durations.seconds(5)));
    Captured<String> events = harness.capture(stream);
    Captured<Tuple2<String, Integer>> state = harness.capture(stream.stateSnapshots());
    input.push(new Tuple2<>("a", 1), new Tuple2<>("b", 2));
    harness.batch();
    events.inBatch(1).hasRows("a=1", "b=2");
    input.push(new Tuple2<>("a", 5));
    harness.batch();
    state.inBatch(2).hasRows(new Tuple2<>("a", 6), new Tuple2<>("b", 2));
    harness.advance(Duration.ofSeconds(20));
    assertThat(events.batches().stream().flatMap(List::stream)).contains("a gone", "b gone");
    state.inLastBatch().hasNoRows();
  }

  private static String sum(String key, Optional<Integer> value, State<Integer> state) {
    if (state.isTimingOut()) {
      return key + " gone";
    }
    int sum = (state.exists() ? state.get() : 0) + value.orElse(0);
    state.update(sum);
    return key + "=" + sum;
  }

  @Test
  void batch_joinOfWindows_meetsAcrossBatches(BatchHarness harness) {
    BatchInput<Tuple2<String, Integer>> orders = harness.input();
    BatchInput<Tuple2<String, String>> payments = harness.input();
    JavaPairDStream<String, Integer> amounts = orders.stream().mapToPair(pair -> pair);
    JavaPairDStream<String, String> by = payments.stream().mapToPair(pair -> pair);
    Captured<Tuple2<String, Tuple2<Integer, String>>> paid =
        harness.capture(amounts.window(Durations.seconds(3)).join(by.window(Durations.seconds(2))));
    orders.push(new Tuple2<>("a", 5), new Tuple2<>("b", 7));
    harness.batch();
    paid.inBatch(1).hasNoRows();
    payments.push(new Tuple2<>("a", "card"));
    harness.batch();
    paid.inBatch(2).hasRows(new Tuple2<>("a", new Tuple2<>(5, "card")));
    harness.batches(2);
    paid.inBatch(3).hasRows(new Tuple2<>("a", new Tuple2<>(5, "card")));
    paid.inBatch(4).hasNoRows();
  }

  @Test
  void burst_severalBatches_eachHasItsRows(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture(input.stream());
    input.push(1);
    input.push(2);
    input.push(3);
    harness.burst(3);
    assertThat(rows.batches()).containsExactly(List.of(1), List.of(2), List.of(3));
    assertThat(harness.now()).isEqualTo(Instant.ofEpochSecond(3));
  }

  @Test
  void hold_batchesThatComeMeanwhile_waitForTheirTurn(BatchHarness harness) {
    BatchInput<Integer> input = harness.input();
    Captured<Integer> rows = harness.capture(input.stream());
    input.push(1);
    harness.hold();
    harness.batch();
    input.push(2);
    harness.batch();
    assertThat(rows.batches()).isEmpty();
    harness.release();
    rows.inBatch(1).hasRows(1);
    rows.inBatch(2).hasRows(2);
  }

  @Test
  void files_put_isTheNextBatch(BatchHarness harness, @TempDir Path temporary) {
    WatchedFolder folder = harness.files(temporary);
    Captured<String> lines = harness.capture(harness.context().textFileStream(folder.uri()));
    folder.put("first.txt", "to be");
    harness.batch();
    lines.inBatch(1).hasRows("to be");
    harness.batch();
    lines.inBatch(2).hasNoRows();
    folder.put("second.txt", "or not", "to be");
    harness.batch();
    lines.inBatch(3).hasRows("or not", "to be");
  }

  @Test
  void awaitReceived_rowsOfASocket_landInTheNextBatch(BatchHarness harness, LineServer server) {
    Captured<String> lines =
        harness.capture(harness.context().socketTextStream("localhost", server.port()));
    harness.batch();
    lines.inBatch(1).hasNoRows();
    LineClient client = server.awaitClient();
    client.lines("to be", "or not");
    client.lines("to be");
    harness.awaitReceived(3);
    harness.batch();
    lines.inBatch(2).hasRows("to be", "or not", "to be");
    client.lines("that");
    harness.awaitReceived(1);
    harness.batch();
    lines.inBatch(3).hasRows("that");
  }

  @Test
  void awaitReceived_anything_isEnough(BatchHarness harness, LineServer server) {
    Captured<String> lines =
        harness.capture(harness.context().socketTextStream("localhost", server.port()));
    harness.start();
    server.awaitClient().lines("to be");
    harness.awaitReceived();
    harness.batch();
    lines.inBatch(1).hasRows("to be");
  }

  @Test
  void batchUntil_condition_runsSoManyBatches(BatchHarness harness) {
    harness.batchUntil(() -> harness.batches() == 3);
    assertThat(harness.batches()).isEqualTo(3);
  }

  @Test
  void inBatch_notRun_throws(BatchHarness harness) {
    Captured<Integer> rows = harness.capture("numbers", harness.<Integer>input().stream());
    harness.batch();
    assertThatThrownBy(() -> rows.inBatch(2)).hasMessage("numbers: batch 2 has not run, of 1");
    assertThatThrownBy(() -> rows.inBatch(0)).hasMessage("numbers: batch 0 has not run, of 1");
  }

  @Test
  void create_badSettings_throw() {
    assertThatThrownBy(() -> BatchHarness.create(Duration.ZERO))
        .hasMessage("interval must be >= 1 ms: PT0S");
    assertThatThrownBy(() -> BatchHarness.create(Duration.ofSeconds(2), Instant.ofEpochSecond(3)))
        .hasMessage("start must be a multiple of the interval PT2S: 1970-01-01T00:00:03Z");
  }

  @Test
  void advance_noMultipleOfTheInterval_throws(BatchHarness harness) {
    assertThatThrownBy(() -> harness.advance(Duration.ofMillis(1_500)))
        .hasMessage("time must be a multiple of the interval PT1S: PT1.5S");
  }
}
