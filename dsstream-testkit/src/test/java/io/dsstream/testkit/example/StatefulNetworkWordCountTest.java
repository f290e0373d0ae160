package io.dsstream.testkit.example;

import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.DsStreamTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaMapWithStateDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Spark's example JavaStatefulNetworkWordCount. */
@DsStreamTest
class StatefulNetworkWordCountTest {
  private static JavaMapWithStateDStream<String, Integer, Integer, Tuple2<String, Integer>> totals(
      JavaDStream<String> lines, JavaPairRDD<String, Integer> initial) {
    JavaDStream<String> words = lines.flatMap(x -> Arrays.asList(x.split(" ")).iterator());
    JavaPairDStream<String, Integer> ones = words.mapToPair(s -> new Tuple2<>(s, 1));
    return ones.mapWithState(
        StateSpec.function(StatefulNetworkWordCountTest::add).initialState(initial));
  }

  private static Tuple2<String, Integer> add(
      String word, Optional<Integer> one, State<Integer> state) {
    int sum = one.orElse(0) + (state.exists() ? state.get() : 0);
    state.update(sum);
    return new Tuple2<>(word, sum);
  }

  @Test
  void totals_severalBatches_goOn(BatchHarness harness, @TempDir Path checkpoint) {
    harness.context().checkpoint(checkpoint.toString());
    JavaPairRDD<String, Integer> initial =
        harness.context().sparkContext().parallelizePairs(List.of(total("hello", 1)));
    BatchInput<String> lines = harness.input();
    JavaMapWithStateDStream<String, Integer, Integer, Tuple2<String, Integer>> totals =
        totals(lines.stream(), initial);
    Captured<Tuple2<String, Integer>> events = harness.capture("events", totals);
    Captured<Tuple2<String, Integer>> state = harness.capture("state", totals.stateSnapshots());
    lines.push("hello world", "hello");
    lines.push("world");
    harness.batches(3);
    // One row for each word that came, not for each word: an update is not a total.
    events.inBatch(1).hasRows(total("hello", 2), total("world", 1), total("hello", 3));
    events.inBatch(2).hasRows(total("world", 2));
    events.inBatch(3).hasNoRows();
    state.inBatch(3).hasRows(total("hello", 3), total("world", 2));
  }

  private static Tuple2<String, Integer> total(String word, int n) {
    return new Tuple2<>(word, n);
  }
}
