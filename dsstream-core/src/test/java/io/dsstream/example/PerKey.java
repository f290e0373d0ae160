package io.dsstream.example;

import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.sketch.QuantileEstimate;
import io.dsstream.reducer.sketch.Sketches;
import java.time.Duration;
import java.util.List;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/** User 4: a stream of pairs, and more than their sum. */
final class PerKey {
  private PerKey() {}

  static JavaPairDStream<String, List<QuantileEstimate>> quantiles(
      JavaPairDStream<String, Long> millisOfPages) {
    return Aggregates.byKeyAndWindow(
        millisOfPages,
        Sketches.quantiles(0.5, 0.99),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }
}
