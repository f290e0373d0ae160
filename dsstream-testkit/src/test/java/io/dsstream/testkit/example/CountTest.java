package io.dsstream.testkit.example;

import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import io.dsstream.testkit.DsStreamTest;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

@DsStreamTest
class CountTest {
  @Test
  void counts(BatchHarness harness) {
    BatchInput<String> words = harness.input();
    Captured<Tuple2<String, Long>> counts = harness.capture(words.stream().countByValue());
    words.push("to", "be", "to");
    harness.batch();
    counts.inBatch(1).hasRows(new Tuple2<>("to", 2L), new Tuple2<>("be", 1L));
  }
}
