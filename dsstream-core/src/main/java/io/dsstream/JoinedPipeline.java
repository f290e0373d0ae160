package io.dsstream;

import io.dsstream.join.JoinType;
import io.dsstream.sink.Sink;
import io.dsstream.span.Span;
import io.dsstream.span.StreamJoin;
import io.dsstream.state.Ledger;
import java.util.Objects;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * The whole job where two streams are told together, over the same span: of each word or key what
 * both have of it, by their names.
 *
 * <pre>{@code
 * new JoinedPipeline(
 *         JoinedStream.words("clicks", clicks, Tokenizers.space(), Reducers.sum()),
 *         JoinedStream.values("orders", orders, amounts, Aggregates.sumOfDoubles()),
 *         JoinType.LEFT,
 *         Spans.window(Duration.ofMinutes(5), Duration.ofSeconds(10)),
 *         Sinks.table(System.out, 20))
 *     .attach(context);
 * context.start();
 * }</pre>
 *
 * <p>A result's times, lines and words are those of the first stream; what was wrong, and how many
 * keys have left, is of both. The job ends with the first stream.
 *
 * @param first whose keys are told
 * @param second where they are looked for
 * @param type which keys of the first are told
 * @param span which batches a result speaks of
 * @param sink where results go
 */
public record JoinedPipeline(
    JoinedStream first, JoinedStream second, JoinType type, Span span, Sink sink) {
  /** Checks the components, of which none may be null. */
  public JoinedPipeline {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(sink, "sink");
  }

  /** Puts the job on a streaming context that has not started. */
  public void attach(JavaStreamingContext context) {
    attach(context, null);
  }

  /**
   * The same, but each batch of both streams is committed to a ledger before its result is handed
   * over, and a job whose ledger has entries goes on where they end. Close the ledger when the
   * context has stopped.
   *
   * <p>Of totals by key a ledger accepts the classes that {@link KeyedPipeline#attach} names. The
   * names of the streams are part of what the ledger is of.
   *
   * @param ledger null for none
   * @throws IllegalArgumentException if the span does not fit the interval, or both streams have
   *     one name
   * @throws io.dsstream.state.StateException if the ledger is of another job
   */
  public void attach(JavaStreamingContext context, Ledger ledger) {
    new StreamJoin(type, first.name(), second.name())
        .run(
            first.source().open(context),
            first.job(span),
            second.source().open(context),
            second.job(span),
            sink,
            ledger);
  }
}
