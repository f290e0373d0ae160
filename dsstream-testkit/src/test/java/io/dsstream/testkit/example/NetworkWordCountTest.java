package io.dsstream.testkit.example;

import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.DsStreamTest;
import io.dsstream.testkit.LineServer;
import java.util.Arrays;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Spark's example JavaNetworkWordCount. */
@DsStreamTest
class NetworkWordCountTest {
  private static JavaPairDStream<String, Integer> counts(JavaDStream<String> lines) {
    JavaDStream<String> words = lines.flatMap(x -> Arrays.asList(x.split(" ")).iterator());
    return words.mapToPair(s -> new Tuple2<>(s, 1)).reduceByKey((i1, i2) -> i1 + i2);
  }

  @Test
  void counts_eachBatch_byItself(BatchHarness harness) {
    BatchInput<String> lines = harness.input();
    Captured<Tuple2<String, Integer>> counts = harness.capture(counts(lines.stream()));
    lines.push("to be", "or not to be");
    lines.push("that is");
    harness.batches(3);
    counts.inBatch(1).hasRows(count("to", 2), count("be", 2), count("or", 1), count("not", 1));
    counts.inBatch(2).hasRows(count("that", 1), count("is", 1));
    counts.inBatch(3).hasNoRows();
  }

  /** The whole job, its socket too. */
  @Test
  void counts_linesOfASocket(BatchHarness harness, LineServer server) {
    JavaDStream<String> lines = harness.context().socketTextStream("localhost", server.port());
    Captured<Tuple2<String, Integer>> counts = harness.capture(counts(lines));
    harness.start();
    server.awaitClient().lines("to be", "or not to be");
    harness.awaitReceived(2);
    harness.batch();
    counts.inBatch(1).hasRows(count("to", 2), count("be", 2), count("or", 1), count("not", 1));
  }

  private static Tuple2<String, Integer> count(String word, int n) {
    return new Tuple2<>(word, n);
  }
}
