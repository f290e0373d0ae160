package io.dsstream;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.Reducer;
import io.dsstream.source.LineSource;
import io.dsstream.span.Span;
import io.dsstream.span.SpanJob;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.util.Objects;
import java.util.function.Function;

/**
 * One of the two streams of a {@link JoinedPipeline}: where its lines come from, and what of them
 * is told.
 */
public final class JoinedStream {
  private final String name;
  private final LineSource source;
  private final Function<Span, SpanJob> job;

  private JoinedStream(String name, LineSource source, Function<Span, SpanJob> job) {
    this.name = Objects.requireNonNull(name, "name");
    this.source = Objects.requireNonNull(source, "source");
    this.job = job;
  }

  /**
   * A stream of which words are told.
   *
   * @param name what its figures are called
   * @param source where lines come from
   * @param tokenizer bytes to words
   * @param reducer words to one value per word
   * @throws IllegalArgumentException if tokenizer or reducer, which travel to other machines,
   *     cannot be serialised
   */
  public static JoinedStream words(
      String name, LineSource source, Tokenizer tokenizer, Reducer<Long> reducer) {
    Functions.requireSerializable(tokenizer, "tokenizer");
    Functions.requireSerializable(reducer, "reducer");
    return new JoinedStream(name, source, span -> span.job(tokenizer, reducer));
  }

  /**
   * A stream of which values are told by key.
   *
   * @param name what its figures are called
   * @param source where lines come from
   * @param lines finds keys and values in them
   * @param aggregate what becomes of the values of a key
   * @throws IllegalArgumentException if lines or aggregate cannot be serialised
   */
  public static <T> JoinedStream values(
      String name, LineSource source, KeyedLines<T> lines, Aggregate<? super T, ?, ?> aggregate) {
    Functions.requireSerializable(lines, "keyed lines");
    Functions.requireSerializable(aggregate, "aggregate");
    return new JoinedStream(name, source, span -> span.job(lines, aggregate));
  }

  String name() {
    return name;
  }

  LineSource source() {
    return source;
  }

  SpanJob job(Span span) {
    return job.apply(span);
  }
}
