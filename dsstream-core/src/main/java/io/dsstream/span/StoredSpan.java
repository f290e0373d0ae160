package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Reducer;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/** A span of several batches, whatever is kept of them. */
abstract sealed class StoredSpan implements Span permits RunningTotal, WindowSpan {
  /** The span of a store, as yet of no batch. */
  abstract StreamState state(Store<?> store, Duration interval);

  /** What a ledger knows it by. */
  abstract String name();

  @Override
  public final SpanJob job(Tokenizer tokenizer, Reducer<Long> reducer) {
    SpanJob.requireSerializable(tokenizer, reducer);
    return new SpanJob(
        this,
        Identity.of(name(), tokenizer, reducer),
        (selection, interval) -> state(Totals.of(tokenizer, reducer, selection), interval));
  }

  @Override
  public final <T> SpanJob job(KeyedLines<T> lines, Aggregate<? super T, ?, ?> aggregate) {
    return new SpanJob(
        this,
        Identity.of(name(), lines, aggregate),
        (selection, interval) -> state(KeyedTotals.of(lines, aggregate, selection), interval));
  }

  @Override
  public final JavaPairDStream<String, Long> counts(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer) {
    return byKey(Spans.eachBatch().counts(blocks, tokenizer, reducer), Aggregates.of(reducer));
  }
}
