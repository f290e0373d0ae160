package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.dstream.InputDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Option;
import scala.Tuple2;
import scala.reflect.ClassTag$;

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

  /** Between two outputs: what the first has told the world it tells again. */
  @Test
  void crash_afterTheFirstOutput_theSecondHasNotRun(BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    BatchInput<String> words = harness.input();
    Captured<String> first = harness.capture("first", words.stream());
    Captured<String> second = harness.capture("second", words.stream());
    Captured<String> third = harness.capture("third", words.stream());
    words.push("a");
    harness.crash(CrashPoint.AFTER_FIRST_OUTPUT);
    assertThat(first.inBatch(1).attempts()).hasSize(1);
    assertThat(second.inBatch(1).attempts()).isEmpty();
    harness.restart(0);
    assertThat(first.inBatch(1).attempts()).hasSize(2);
    assertThat(third.inBatch(1).attempts()).hasSize(1);
    second.inBatch(1).hasRows("a");
  }

  /** What a dead driver has told says nothing of the run that counts. */
  @Test
  void restart_streamThatDoesNotFireAgain_hasNotFired(BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    Once.left.set(2);
    Captured<String> rows =
        harness.capture(
            "rows",
            new JavaDStream<>(
                new Once(harness.context().ssc()), ClassTag$.MODULE$.apply(String.class)));
    harness.batch();
    harness.crash(CrashPoint.AFTER_OUTPUTS);
    assertThat(rows.inBatch(2).attempts()).hasSize(1);
    harness.restart(0);
    assertThat(rows.inBatch(2).attempts()).hasSize(1);
    rows.inBatch(1).hasNoRows();
    rows.inBatch(2).didNotFire();
    assertThat(rows.batches()).hasSize(1);
    assertThat(harness).asString().contains("2      1970-01-01T00:00:02Z  0      did not fire  ok");
  }

  /** A stream that forgets that it had something in a batch. */
  private static final class Once extends InputDStream<String> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger left = new AtomicInteger();

    Once(StreamingContext context) {
      super(context, ClassTag$.MODULE$.apply(String.class));
    }

    @Override
    public Option<RDD<String>> compute(Time time) {
      return left.getAndDecrement() > 0
          ? Option.apply(context().sparkContext().emptyRDD(ClassTag$.MODULE$.apply(String.class)))
          : Option.empty();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
  }

  /** As a program that ends when awaitTermination throws, and is started again. */
  @ParameterizedTest
  @EnumSource(names = {"JOB", "GENERATION"})
  void restart_afterAFailedBatch_runsItAgain(
      BatchFailure.Kind kind, BatchHarness harness, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    BatchInput<String> words = harness.input();
    Failures failures = new Failures(kind);
    JavaDStream<String> shaky = words.stream().transform(failures::make);
    Captured<Tuple2<String, Integer>> totals = harness.capture("totals", totals(shaky));
    shaky.foreachRDD(rdd -> failures.run());
    words.push("a");
    words.push("a", "b");
    harness.batch();
    Failures.left.set(2);
    assertThat(assertThrows(BatchFailure.class, harness::batch).kind()).isEqualTo(kind);
    assertThat(assertThrows(BatchFailure.class, () -> harness.restart(0)).kind()).isEqualTo(kind);
    harness.restart(1);
    totals.inBatch(2).hasRows(total("a", 2), total("b", 1));
    totals.inBatch(3).hasRows(total("a", 2), total("b", 1));
    words.push("b");
    harness.batch();
    totals.inBatch(4).hasRows(total("a", 2), total("b", 2));
  }

  /** A service outside that is away for a while. */
  private record Failures(BatchFailure.Kind kind) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger left = new AtomicInteger();

    JavaRDD<String> make(JavaRDD<String> rdd) {
      fail(BatchFailure.Kind.GENERATION);
      return rdd;
    }

    void run() {
      fail(BatchFailure.Kind.JOB);
    }

    private void fail(BatchFailure.Kind now) {
      if (now == kind && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new IllegalStateException("the service is away");
      }
    }
  }

  /** What a receiver had stored is gone with the driver, unless there is a write-ahead log. */
  @Test
  void restart_ofAReceiver_connectsAnewAndHasLostWhatItHad(
      BatchHarness harness, LineServer server, @TempDir Path folder) {
    harness.context().checkpoint(folder.resolve("checkpoint").toString());
    Captured<String> lines =
        harness.capture(harness.context().socketTextStream("localhost", server.port()));
    harness.start();
    server.awaitClient().lines("counted");
    harness.awaitReceived(1);
    harness.batch();
    lines.inBatch(1).hasRows("counted");
    server.send("lost");
    harness.awaitReceived(1);
    harness.crash(CrashPoint.AFTER_GENERATION);
    harness.restart(0);
    lines.inBatch(2).hasNoRows();
    server.awaitClient().lines("again");
    harness.awaitReceived(1);
    harness.batch();
    lines.inBatch(3).hasRows("again");
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
