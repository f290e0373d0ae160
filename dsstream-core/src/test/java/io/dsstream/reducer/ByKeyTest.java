package io.dsstream.reducer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.reducer.sketch.Sketches;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.CrashPoint;
import io.dsstream.testkit.DsStreamTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Tuple2;

/** Streams of pairs against a count of all their values again. */
@DsStreamTest
class ByKeyTest {
  private static final int BATCHES = 8;
  private static final Duration LENGTH = Duration.ofSeconds(4);
  private static final Duration SLIDE = Duration.ofSeconds(2);

  @TempDir private Path folder;

  static Stream<Arguments> aggregatesAndSeeds() {
    return Stream.of(
            Aggregates.sum(), Aggregates.<Long>max(), Aggregates.<Long>topK(2), Sketches.distinct())
        .flatMap(aggregate -> Seeds.some(1).mapToObj(seed -> Arguments.of(aggregate, seed)));
  }

  /** Keys that come and go, batches of nothing; a key that is gone, one whose sum is zero. */
  private static List<List<Tuple2<String, Long>>> batches(long seed) {
    Random random = new Random(seed);
    List<List<Tuple2<String, Long>>> batches =
        Totals.values(
            BATCHES, random, r -> Totals.values(r.nextInt(3) * r.nextInt(6), r, ByKeyTest::pair));
    batches.get(0).add(new Tuple2<>("gone", 1L));
    batches.get(4).addAll(List.of(new Tuple2<>("zero", 1L), new Tuple2<>("zero", -1L)));
    return batches;
  }

  private static Tuple2<String, Long> pair(Random random) {
    return new Tuple2<>("key " + random.nextInt(5), random.nextInt(3) - 1L);
  }

  /** What the batches from one to another, counted from 1, come to. */
  private static <A, R> List<Tuple2<String, R>> recount(
      Aggregate<? super Long, A, R> aggregate,
      List<List<Tuple2<String, Long>>> batches,
      int from,
      int to) {
    Map<String, List<Long>> values = new TreeMap<>();
    batches.subList(Math.max(from, 1) - 1, to).stream()
        .flatMap(List::stream)
        .forEach(p -> values.computeIfAbsent(p._1(), key -> new ArrayList<>()).add(p._2()));
    List<Tuple2<String, R>> rows = new ArrayList<>();
    values.forEach(
        (key, all) -> rows.add(new Tuple2<>(key, aggregate.result(Totals.fold(aggregate, all)))));
    return rows;
  }

  private static JavaPairDStream<String, Long> push(
      BatchInput<Tuple2<String, Long>> input, List<List<Tuple2<String, Long>>> batches) {
    for (List<Tuple2<String, Long>> batch : batches) {
      int half = batch.size() / 2;
      input.pushPartitions(List.of(batch.subList(0, half), batch.subList(half, batch.size())));
    }
    return input.stream().mapToPair(pair -> pair);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("aggregatesAndSeeds")
  <A, R> void allThree_randomBatches_areWhatARecountSays(
      Aggregate<? super Long, A, R> aggregate, long seed, BatchHarness harness) {
    harness.context().checkpoint(folder.toString());
    List<List<Tuple2<String, Long>>> batches = batches(seed);
    JavaPairDStream<String, Long> pairs = push(harness.input(), batches);
    Captured<Tuple2<String, R>> each =
        harness.capture("each batch", Aggregates.byKey(pairs, aggregate));
    Captured<Tuple2<String, R>> windows =
        harness.capture("window", Aggregates.byKeyAndWindow(pairs, aggregate, LENGTH, SLIDE));
    Captured<Tuple2<String, R>> running =
        harness.capture("running", Aggregates.runningByKey(pairs, aggregate));
    harness.batches(BATCHES);
    for (int batch = 1; batch <= BATCHES; batch++) {
      each.inBatch(batch).hasRows(recount(aggregate, batches, batch, batch));
      running.inBatch(batch).hasRows(recount(aggregate, batches, 1, batch));
      if (batch % 2 == 0) {
        windows.inBatch(batch).hasRows(recount(aggregate, batches, batch - 3, batch));
      } else {
        windows.inBatch(batch).didNotFire();
      }
    }
  }

  @Test
  void windowAndRunning_crashOfTheDriver_goOn(BatchHarness harness) {
    harness.context().checkpoint(folder.toString());
    List<List<Tuple2<String, Long>>> batches = batches(1);
    JavaPairDStream<String, Long> pairs = push(harness.input(), batches);
    Aggregate<Number, ExactMean, Double> mean = Aggregates.mean();
    Captured<Tuple2<String, Double>> windows =
        harness.capture("window", Aggregates.byKeyAndWindow(pairs, mean, LENGTH, SLIDE));
    Captured<Tuple2<String, Double>> running =
        harness.capture("running", Aggregates.runningByKey(pairs, mean));
    harness.batches(4);
    harness.crash(CrashPoint.AFTER_OUTPUTS);
    harness.restart(0);
    harness.batches(3);
    windows.inBatch(8).hasRows(recount(mean, batches, 5, 8));
    running.inBatch(8).hasRows(recount(mean, batches, 1, 8));
  }

  @Test
  void byKey_aggregateThatCannotTravel_isRefusedByName(BatchHarness harness) {
    BatchInput<Tuple2<String, Long>> input = harness.input();
    JavaPairDStream<String, Long> pairs = input.stream().mapToPair(pair -> pair);
    Thread thread = Thread.currentThread();
    Aggregate<Long, Long, Long> holder = Aggregates.of((a, b) -> a + b + thread.getId());
    for (Runnable helper :
        List.<Runnable>of(
            () -> Aggregates.byKey(pairs, holder),
            () -> Aggregates.byKeyAndWindow(pairs, holder, LENGTH, SLIDE),
            () -> Aggregates.runningByKey(pairs, holder))) {
      assertThatThrownBy(helper::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "aggregate must be serializable: java.io.NotSerializableException: "
                  + thread.getClass().getName());
    }
  }

  @Test
  void byKeyAndWindow_badDurations_areRefused(BatchHarness harness) {
    BatchInput<Tuple2<String, Long>> input = harness.input();
    JavaPairDStream<String, Long> pairs = input.stream().mapToPair(pair -> pair);
    assertThatThrownBy(() -> window(pairs, Duration.ofMillis(1_500), SLIDE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window must be a multiple of the interval of 1000 ms: 1500 ms");
    assertThatThrownBy(() -> window(pairs, LENGTH, Duration.ZERO))
        .hasMessage("slide must be a multiple of the interval of 1000 ms: 0 ms");
    assertThatThrownBy(() -> window(pairs, SLIDE, LENGTH))
        .hasMessage(
            "slide must be <= the window of 2000 ms, or batches would be left out: 4000 ms");
  }

  private static void window(JavaPairDStream<String, Long> pairs, Duration length, Duration slide) {
    Aggregates.byKeyAndWindow(pairs, Aggregates.sum(), length, slide);
  }
}
