package io.dsstream.testkit.example;

import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.DsStreamTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** A job of {@code reduceByKeyAndWindow} with an inverse, as Spark's guide writes it. */
@DsStreamTest
class WindowedWordCountTest {
  private static JavaPairDStream<String, Integer> counts(JavaDStream<String> lines) {
    JavaDStream<String> words = lines.flatMap(x -> Arrays.asList(x.split(" ")).iterator());
    return words
        .mapToPair(s -> new Tuple2<>(s, 1))
        .reduceByKeyAndWindow(
            Integer::sum, (sum, left) -> sum - left, Durations.seconds(30), Durations.seconds(10));
  }

  @Test
  void counts_halfAMinute_slidesByTenSeconds(BatchHarness harness, @TempDir Path checkpoint) {
    harness.context().checkpoint(checkpoint.toString());
    BatchInput<String> lines = harness.input();
    Captured<Tuple2<String, Integer>> counts = harness.capture(counts(lines.stream()));
    lines.push("a b");
    harness.advance(Duration.ofSeconds(9));
    counts.inBatch(9).didNotFire();
    harness.batch();
    counts.inBatch(10).hasRows(count("a", 1), count("b", 1));
    lines.push("a");
    harness.advance(Duration.ofSeconds(20));
    counts.inBatch(30).hasRows(count("a", 2), count("b", 1));
    harness.advance(Duration.ofSeconds(10));
    // A window with an inverse keeps words that have left it, with a count of 0, for ever.
    counts.inBatch(40).hasRows(count("a", 1), count("b", 0));
  }

  private static Tuple2<String, Integer> count(String word, int n) {
    return new Tuple2<>(word, n);
  }
}
