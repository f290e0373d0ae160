package io.dsstream;

import io.dsstream.reducer.Functions;
import io.dsstream.reducer.Reducer;
import io.dsstream.sink.Sink;
import io.dsstream.source.LineSource;
import io.dsstream.span.Span;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.Tokenizer;
import java.util.Objects;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * The whole job: its components, in their order, are the way that a line of text takes.
 *
 * <pre>{@code
 * new LinePipeline(
 *         LineSources.tcp("localhost", 9999),
 *         Tokenizers.space(),
 *         Reducers.sum(),
 *         Spans.eachBatch(),
 *         Sinks.pprint(System.out, 10))
 *     .attach(context);
 * context.start();
 * }</pre>
 *
 * <p>A pipeline holds functions and settings, never a context; it may be attached to several.
 *
 * @param source where lines come from
 * @param tokenizer bytes to words
 * @param reducer words to one value per word
 * @param span which batches a result speaks of
 * @param sink where results go
 */
public record LinePipeline(
    LineSource source, Tokenizer tokenizer, Reducer<Long> reducer, Span span, Sink sink) {
  /**
   * Checks the components.
   *
   * @throws NullPointerException if one is null
   * @throws IllegalArgumentException if the tokenizer or reducer, which travel to other machines,
   *     cannot be serialised
   */
  public LinePipeline {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(sink, "sink");
    Functions.requireSerializable(tokenizer, "tokenizer");
    Functions.requireSerializable(reducer, "reducer");
  }

  /** Puts the job on a streaming context that has not started. */
  public void attach(JavaStreamingContext context) {
    attach(context, null);
  }

  /**
   * The same, but each batch is committed to a ledger before its result is handed over, and a job
   * whose ledger has entries goes on where they end. Close the ledger when the context has stopped.
   *
   * @param ledger null for none
   * @throws io.dsstream.state.StateException if the ledger is of another job
   */
  public void attach(JavaStreamingContext context, Ledger ledger) {
    span.job(tokenizer, reducer).run(source.open(context), sink, ledger);
  }
}
