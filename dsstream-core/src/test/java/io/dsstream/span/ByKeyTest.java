package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.ExactMean;
import io.dsstream.reducer.Totals;
import io.dsstream.reducer.sketch.Sketches;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.CrashPoint;
import io.dsstream.testkit.DsStreamTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.dstream.InputDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Streams of pairs against a count of all their values again. */
@DsStreamTest
class ByKeyTest {
  private static final int BATCHES = 8;

  /** More than a checkpoint of the totals has, so that some of them are read again. */
  private static final int BATCHES_A_LIFE = 13;

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
        harness.capture("each batch", Spans.eachBatch().byKey(pairs, aggregate));
    Captured<Tuple2<String, R>> windows =
        harness.capture("window", Spans.window(LENGTH, SLIDE).byKey(pairs, aggregate));
    Captured<Tuple2<String, R>> running =
        harness.capture("running", Spans.running().byKey(pairs, aggregate));
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
        harness.capture("window", Spans.window(LENGTH, SLIDE).byKey(pairs, mean));
    Captured<Tuple2<String, Double>> running =
        harness.capture("running", Spans.running().byKey(pairs, mean));
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
    for (Span span : List.of(Spans.eachBatch(), Spans.window(LENGTH, SLIDE), Spans.running())) {
      assertThatThrownBy(() -> span.byKey(pairs, holder))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "aggregate must be serializable: java.io.NotSerializableException: "
                  + thread.getClass().getName());
    }
  }

  @Test
  void byKey_ofBatchesThatAWindowCannotHave_isRefused(BatchHarness harness) {
    BatchInput<Tuple2<String, Long>> input = harness.input();
    JavaPairDStream<String, Long> pairs = input.stream().mapToPair(pair -> pair);
    Span window = Spans.window(Duration.ofMillis(3_500), SLIDE);
    assertThatThrownBy(() -> window.byKey(pairs, Aggregates.sum()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window must be a multiple of the interval of 1000 ms: 3500 ms");
  }

  static LongStream seeds() {
    return Seeds.some(6);
  }

  /** What a bounded running total should be, of keys as they lie on partitions. */
  private static final class Naive {
    private record Kept(long sum, int last) {}

    private final Map<String, Kept> keys = new TreeMap<>();
    private final HashPartitioner partitioner;
    private final int expiry;
    private final int maxKeys;
    private long expired;
    private long evicted;

    Naive(int partitions, int expiry, int maxKeys) {
      this.partitioner = new HashPartitioner(partitions);
      this.expiry = expiry;
      this.maxKeys = maxKeys;
    }

    void add(List<Tuple2<String, Long>> batch, int now) {
      expired = keys.size();
      keys.values().removeIf(kept -> kept.last() < now - expiry);
      expired -= keys.size();
      batch.forEach(
          p -> {
            Kept before = keys.getOrDefault(p._1(), new Kept(0, 0));
            keys.put(p._1(), new Kept(before.sum() + p._2(), now));
          });
      expired += keys.size();
      keys.values().removeIf(kept -> kept.last() == now - expiry);
      expired -= keys.size();
      evicted = keys.size();
      for (int i = 0; i < partitioner.numPartitions(); i++) {
        evict(i, maxKeys / partitioner.numPartitions());
      }
      evicted -= keys.size();
    }

    private void evict(int partition, int most) {
      List<String> mine =
          keys.keySet().stream()
              .filter(key -> partitioner.getPartition(key) == partition)
              .sorted(
                  Comparator.<String>comparingLong(key -> -keys.get(key).sum())
                      .thenComparing(Comparator.naturalOrder()))
              .toList();
      if (mine.size() > most) {
        mine.subList(most - most / 8, mine.size()).forEach(keys::remove);
      }
    }

    List<Tuple2<String, Long>> rows() {
      return keys.entrySet().stream()
          .map(key -> new Tuple2<>(key.getKey(), key.getValue().sum()))
          .toList();
    }
  }

  /** With batches of nothing, in which keys expire too, and a crash of the driver. */
  @ParameterizedTest
  @MethodSource("seeds")
  void running_bounded_losesTheKeysThatItShouldAndCountsThem(long seed, BatchHarness harness) {
    harness.context().checkpoint(folder.toString());
    Random random = new Random(seed);
    int expiry = 1 + random.nextInt(4);
    int maxKeys = 8 + random.nextInt(30);
    List<List<Tuple2<String, Long>>> batches =
        Totals.values(
            3 * BATCHES_A_LIFE,
            random,
            r ->
                Totals.values(
                    r.nextInt(3) * r.nextInt(15),
                    r,
                    r2 -> new Tuple2<>("key " + r2.nextInt(50), (long) r2.nextInt(9))));
    RunningByKey<String, Long> sums =
        Spans.running()
            .expireAfter(Duration.ofSeconds(expiry))
            .maxKeys(maxKeys)
            .runningByKey(push(harness.input(), batches), Aggregates.sum());
    Captured<Tuple2<String, Long>> rows = harness.capture("sums", sums.results());
    Captured<KeysLeft> left = harness.capture("left", sums.left());
    int parallelism = harness.context().sparkContext().defaultParallelism();
    Naive naive = new Naive(Math.min(parallelism, maxKeys), expiry, maxKeys);
    for (int life = 0; life < 2; life++) {
      harness.batches(BATCHES_A_LIFE - life);
      harness.crash(CrashPoint.AFTER_OUTPUTS);
      harness.restart(0);
    }
    harness.batches(BATCHES_A_LIFE - 2);
    for (int batch = 1; batch < 3 * BATCHES_A_LIFE; batch++) {
      naive.add(batches.get(batch - 1), batch);
      rows.inBatch(batch).hasRows(naive.rows());
      left.inBatch(batch).hasRows(new KeysLeft(naive.expired, naive.evicted));
    }
  }

  /** Pairs in some batches; of the others Spark has no batch at all. */
  private static final class Gaps extends InputDStream<Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;
    private static final ClassTag<Tuple2<String, Long>> PAIR =
        ClassTag$.MODULE$.apply(Tuple2.class);

    private final Set<Long> seconds;

    Gaps(BatchHarness harness, Long... seconds) {
      super(harness.context().ssc(), PAIR);
      this.seconds = new HashSet<>(List.of(seconds));
    }

    JavaPairDStream<String, Long> pairs() {
      return new JavaDStream<>(this, PAIR).mapToPair(pair -> pair);
    }

    @Override
    public Option<RDD<Tuple2<String, Long>>> compute(Time time) {
      long second = time.milliseconds() / 1_000;
      List<Tuple2<String, Long>> rows = List.of(new Tuple2<>("key", second));
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(context().sparkContext());
      // Once: who asks for a batch that is long over would take what is to come.
      return seconds.remove(second)
          ? Option.apply(spark.parallelize(rows, 1).rdd())
          : Option.empty();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
  }

  @Test
  void running_batchesThatAreMissing_letKeysExpireAndNothingElse(BatchHarness harness) {
    harness.context().checkpoint(folder.toString());
    RunningByKey<String, Long> sums =
        Spans.running()
            .expireAfter(Duration.ofSeconds(3))
            .runningByKey(new Gaps(harness, 4L, 6L).pairs(), Aggregates.sum());
    Captured<Tuple2<String, Long>> rows = harness.capture("sums", sums.results());
    Captured<KeysLeft> left = harness.capture("left", sums.left());
    harness.batches(10);
    rows.inBatch(3).hasNoRows();
    rows.inBatch(5).hasRows(new Tuple2<>("key", 4L));
    rows.inBatch(8).hasRows(new Tuple2<>("key", 10L));
    rows.inBatch(9).hasNoRows();
    left.inBatch(9).hasRows(new KeysLeft(1, 0));
    left.inBatch(10).hasRows(KeysLeft.NONE);
  }

  @Test
  void running_boundedWithoutItsCounts_saysWhatItEvicts(BatchHarness harness) {
    harness.context().checkpoint(folder.toString());
    List<List<Tuple2<String, Long>>> batches =
        List.of(IntStream.range(0, 100).mapToObj(i -> new Tuple2<>("key " + i, 1L)).toList());
    JavaPairDStream<String, Long> pairs = push(harness.input(), batches);
    JavaPairDStream<String, Long> sums = Spans.running().maxKeys(16).byKey(pairs, Aggregates.sum());
    harness.capture("sums", sums);
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(logged, true, UTF_8)); // where tests log
    try {
      harness.batches(2);
    } finally {
      System.setErr(stderr);
    }
    assertThat(logged.toString(UTF_8))
        .containsOnlyOnce("running total of at most 16 keys: 86 evicted");
  }

  /** Although Spark would make more partitions than keys may be. */
  @Test
  void running_fewKeysOnManyPartitions_areNoMoreThanTheyMay() {
    List<Tuple2<String, Long>> rows =
        IntStream.range(0, 100).mapToObj(i -> new Tuple2<>("key " + i, 1L)).toList();
    Iterator<RunningPart<String, Long>> parts =
        new RunningPart.Step<String, Long>(Spans.running().maxKeys(9), Aggregates.sum(), 9)
            .at(1_000)
            .call(List.of(RunningPart.<String, Long>none()).iterator(), rows.iterator());
    RunningPart<String, Long> part = parts.next();
    assertThat(part.results(Aggregates.sum())).toIterable().hasSize(1);
    assertThat(part.left().evicted()).isEqualTo(99);
  }
}
