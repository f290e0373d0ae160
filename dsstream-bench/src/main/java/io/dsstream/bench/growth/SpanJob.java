package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.span.Span;
import io.dsstream.tokenizer.Tokenizers;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.api.java.JavaDStream;

/** DSStream's: a span with the command's settings, and no receiver. */
record SpanJob(Span span) implements StateJob<TextBlock> {
  @Override
  public SparkConf conf() {
    return LocalSpark.dsstream().setMaster("local[" + Curve.CORES + "]");
  }

  @Override
  public Class<TextBlock> type() {
    return TextBlock.class;
  }

  @Override
  public List<TextBlock> block(byte[] text) {
    return List.of(TextBlock.ofBytes(text, text.length));
  }

  @Override
  public void declare(JavaDStream<TextBlock> input, Answers answers) {
    span.forEach(
        input,
        Tokenizers.space(),
        Reducers.sum(),
        Sinks.forEach(Answer.LIMIT, result -> answers.tell(Answer.of(result))));
  }
}
