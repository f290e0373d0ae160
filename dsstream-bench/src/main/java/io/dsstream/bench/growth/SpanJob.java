package io.dsstream.bench.growth;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.span.Span;
import io.dsstream.tokenizer.Tokenizers;
import org.apache.spark.streaming.api.java.JavaDStream;

/** The words of a span. */
record SpanJob(Span span) implements BlockJob {
  @Override
  public void declare(JavaDStream<TextBlock> input, Answers answers) {
    span.forEach(
        input,
        Tokenizers.space(),
        Reducers.sum(),
        Sinks.forEach(Answer.LIMIT, result -> answers.tell(Answer.of(result))));
  }
}
