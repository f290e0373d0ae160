package io.dsstream;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import io.dsstream.sink.Sink;
import io.dsstream.source.LineSource;
import io.dsstream.span.Span;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.KeyedLines;
import java.util.Objects;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * The whole job where lines hold values by key, as {@link LinePipeline} is it where they hold
 * words.
 *
 * <pre>{@code
 * new KeyedPipeline<>(
 *         LineSources.tcp("localhost", 9999),
 *         new KeyedFields().key("1").value("2").numbers(),
 *         Aggregates.<Double>max(),
 *         Spans.window(Duration.ofSeconds(30), Duration.ofSeconds(10)),
 *         Sinks.pprint(System.out, 10))
 *     .attach(context);
 * context.start();
 * }</pre>
 *
 * @param source where lines come from
 * @param lines finds keys and values in them
 * @param aggregate what becomes of the values of a key
 * @param span which batches a result speaks of
 * @param sink where results go
 */
public record KeyedPipeline<T>(
    LineSource source,
    KeyedLines<T> lines,
    Aggregate<? super T, ?, ?> aggregate,
    Span span,
    Sink sink) {
  /**
   * Checks the components.
   *
   * @throws NullPointerException if one is null
   * @throws IllegalArgumentException if lines or aggregate, which travel to other machines, cannot
   *     be serialised
   */
  public KeyedPipeline {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(sink, "sink");
    Functions.requireSerializable(lines, "keyed lines");
    Functions.requireSerializable(aggregate, "aggregate");
  }

  /** Puts the job on a streaming context that has not started. */
  public void attach(JavaStreamingContext context) {
    attach(context, null);
  }

  /**
   * The same, but each batch is committed to a ledger before its result is handed over, and a job
   * whose ledger has entries goes on where they end. Close the ledger when the context has stopped.
   *
   * <p>Totals are written by Java's serialisation. Of what is read back, only classes of {@code
   * io.dsstream}, {@code java.lang}, {@code java.math}, {@code java.util} and the aggregate's own
   * package are accepted.
   *
   * @param ledger null for none
   * @throws io.dsstream.state.StateException if the ledger is of another job
   */
  public void attach(JavaStreamingContext context, Ledger ledger) {
    span.job(lines, aggregate).run(source.open(context), sink, ledger);
  }
}
