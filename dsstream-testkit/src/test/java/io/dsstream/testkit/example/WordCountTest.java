package io.dsstream.testkit.example;

import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.DsStreamTest;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

@DsStreamTest
class WordCountTest {
  @Test
  void counts(BatchHarness harness) {
    BatchInput<String> lines = harness.input();
    Captured<Tuple2<String, Long>> counts = harness.capture("counts", WordCount.of(lines.stream()));
    lines.push("to be", "or not to be");
    harness.batch();
    counts
        .inBatch(1)
        .hasRows(
            new Tuple2<>("to", 2L),
            new Tuple2<>("be", 2L),
            new Tuple2<>("or", 1L),
            new Tuple2<>("not", 1L));
  }
}
