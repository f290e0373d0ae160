package io.dsstream.bench.growth;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.sink.Sinks;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.span.Span;
import io.dsstream.tokenizer.KeyedLines;
import java.util.List;
import org.apache.spark.streaming.api.java.JavaDStream;

/**
 * Values by key over a span: each word is a key with the value 1, and the aggregate adds those up
 * without telling that it could take them back, as a maximum or a sketch could not.
 */
record ValuesJob(Span span) implements BlockJob {
  private static final Aggregate<Long, Long, Long> SUM = Aggregates.of((a, b) -> a + b);

  private static final KeyedLines<Long> WORDS =
      (line, pairs) -> {
        for (String word : line.text().split(" ")) {
          pairs.accept(word, 1L);
        }
        return true;
      };

  @Override
  public void declare(JavaDStream<TextBlock> input, Answers answers) {
    span.job(WORDS, SUM)
        .run(input, Sinks.forEach(Answer.LIMIT, result -> answers.tell(answer(result))), null);
  }

  private static Answer answer(BatchResult result) {
    List<Long> first = result.keys().stream().map(KeyResult::result).map(Long.class::cast).toList();
    return new Answer(Answer.NO_TOTAL, result.distinct(), first);
  }
}
