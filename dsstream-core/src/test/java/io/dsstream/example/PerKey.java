package io.dsstream.example;

import io.dsstream.reducer.sketch.QuantileEstimate;
import io.dsstream.reducer.sketch.Sketches;
import io.dsstream.span.Spans;
import java.time.Duration;
import java.util.List;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/** User 4: a stream of pairs, and more than their sum. */
final class PerKey {
  private PerKey() {}

  static JavaPairDStream<String, List<QuantileEstimate>> quantiles(
      JavaPairDStream<String, Long> millisOfPages) {
    return Spans.window(Duration.ofMinutes(5), Duration.ofSeconds(10))
        .byKey(millisOfPages, Sketches.quantiles(0.5, 0.99));
  }
}
