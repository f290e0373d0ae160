package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducer;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import org.apache.spark.streaming.api.java.JavaDStream;

/** A span of several batches, whatever is kept of them. */
abstract class StoredSpan implements Span {
  /** The span of a store, as yet of no batch. */
  abstract SpanState state(Store<?> store, Duration interval);

  /** What a ledger knows it by. */
  abstract String name();

  @Override
  public final void forEach(
      JavaDStream<TextBlock> blocks,
      Tokenizer tokenizer,
      Reducer<Long> reducer,
      ResultSink sink,
      Ledger ledger) {
    TableFactory tables = new TableFactory(reducer);
    BatchJob job = new BatchJob(tokenizer, tables, sink.limit());
    Totals totals = new Totals(job, tables, sink.limit());
    run(blocks, totals, Identity.of(name(), tokenizer, reducer), sink, ledger);
  }

  @Override
  public final <T> void forEach(
      JavaDStream<TextBlock> blocks,
      KeyedLines<T> lines,
      Aggregate<? super T, ?, ?> aggregate,
      ResultSink sink,
      Ledger ledger) {
    KeyedTotals<?> totals = KeyedTotals.of(lines, aggregate, sink.limit());
    run(blocks, totals, Identity.of(name(), lines, aggregate), sink, ledger);
  }

  private void run(
      JavaDStream<TextBlock> blocks,
      Store<?> store,
      Identity identity,
      ResultSink sink,
      Ledger ledger) {
    Duration interval = BatchLoop.interval(blocks);
    requireFits(interval);
    SpanState state = state(store, interval);
    BatchLoop.run(blocks, state, sink, new Journal(ledger, identity, state));
  }
}
