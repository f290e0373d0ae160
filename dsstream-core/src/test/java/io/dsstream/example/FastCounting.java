package io.dsstream.example;

import io.dsstream.reducer.Reducers;
import io.dsstream.source.LineSources;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.Tokenizers;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** User 3: DSStream's counting on a stream that is there already. */
final class FastCounting {
  private FastCounting() {}

  static JavaPairDStream<String, Long> count(
      JavaStreamingContext context, JavaDStream<String> lines) {
    return Spans.eachBatch()
        .counts(
            LineSources.from(lines).open(context), Tokenizers.words().lowerCase(), Reducers.sum());
  }
}
