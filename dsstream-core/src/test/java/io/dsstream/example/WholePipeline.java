package io.dsstream.example;

import io.dsstream.LinePipeline;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSources;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.Tokenizers;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** User 1: the whole pipeline is DSStream's. */
final class WholePipeline {
  private WholePipeline() {}

  static void attach(JavaStreamingContext context, int port) {
    new LinePipeline(
            LineSources.tcp("localhost", port),
            Tokenizers.words().lowerCase(),
            Reducers.sum(),
            Spans.eachBatch(),
            Sinks.pprint(System.out, 10))
        .attach(context);
  }
}
