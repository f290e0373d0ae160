package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.Reducer;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import org.apache.spark.streaming.api.java.JavaDStream;

/**
 * What a span makes of the lines of a stream: which words or values, and what becomes of them. See
 * {@link Span#job}. It holds functions and settings, never a context.
 */
public final class SpanJob {
  /** What is kept of the batches, as yet of none. */
  interface States {
    /**
     * One of them.
     *
     * @param selection which words or keys are told
     * @param interval how long a batch is
     */
    StreamState of(Selection selection, Duration interval);
  }

  private final Span span;
  private final Identity identity;
  private final States states;

  SpanJob(Span span, Identity identity, States states) {
    this.span = span;
    this.identity = identity;
    this.states = states;
  }

  /**
   * Counts a stream and hands each result over, in the order of the batches, on one thread of the
   * driver. Call it before the streaming context starts. A batch without input gives a result too,
   * if one is due.
   *
   * @param blocks the text
   * @param sink takes the results
   * @param ledger where each batch is committed to before its result is handed over, and where what
   *     it holds already goes on; null for nowhere
   * @throws IllegalArgumentException if the span cannot be told of batches that are so long
   * @throws io.dsstream.state.StateException if what the ledger holds is of another span, or of
   *     other words
   */
  public void run(JavaDStream<TextBlock> blocks, ResultSink sink, Ledger ledger) {
    SpanState state = state(sink.selection(), BatchLoop.interval(blocks.dstream()));
    Journal journal = new Journal(ledger, identity, state);
    BatchLoop.run(blocks, state, sink, journal, OpenSources.of(blocks));
  }

  /** Refuses functions that no task could get, before a first large batch does. */
  static void requireSerializable(Tokenizer tokenizer, Reducer<Long> reducer) {
    Functions.requireSerializable(tokenizer, "tokenizer");
    Functions.requireSerializable(reducer, "reducer");
  }

  StreamState state(Selection selection, Duration interval) {
    span.requireFits(interval);
    return states.of(selection, interval);
  }

  Identity identity() {
    return identity;
  }
}
