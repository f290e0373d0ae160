package io.dsstream;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Timed;
import io.dsstream.reducer.sketch.Sketches;
import io.dsstream.sink.Sink;
import io.dsstream.source.LineSource;
import io.dsstream.span.Span;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.KeyedLines;

/** An aggregate of each kind of totals, as a state of a version before has it. */
enum KeyedKind {
  COUNT(Fields.TEXTS, Aggregates.count(), "a 4", "b 1"),
  SUM(Fields.NUMBERS, Aggregates.sumOfDoubles(), "a 8.0", "b 0.1"),
  MAX(Fields.NUMBERS, Aggregates.<Double>max(), "a 3.0", "b 0.1"),
  MEAN(Fields.NUMBERS, Aggregates.mean(), "a 2.0", "b 0.1"),
  LAST(Fields.TIMED, Aggregates.<Double>last(), "a 0.5", "b 0.1"),
  TOP(Fields.TEXTS, Aggregates.<String>topK(1), "a 3 2", "b 0.1 1"),
  HEAVY(
      Fields.TEXTS, Aggregates.<String>heavyHitters(10), "a 3 2", "a 0.5 1", "a 1.5 1", "b 0.1 1"),
  DISTINCT(Fields.TEXTS, Sketches.distinct(), "a 3", "b 1"),
  QUANTILES(Fields.NUMBERS, Sketches.quantiles(0.5), "a 0.5 1.5", "b 0.5 0.1");

  private static final class Fields {
    static final KeyedFields FIELDS = new KeyedFields().key("1").value("2");
    static final KeyedLines<String> TEXTS = FIELDS.texts();
    static final KeyedLines<Double> NUMBERS = FIELDS.numbers();
    static final KeyedLines<Timed<Double>> TIMED =
        (line, pairs) ->
            NUMBERS.read(
                line,
                (key, value) -> pairs.accept(key, Timed.of(line.time(), line.sequence(), value)));
  }

  private final KeyedLines<?> lines;
  private final Aggregate<?, ?, ?> aggregate;
  final String[] told;

  KeyedKind(KeyedLines<?> lines, Aggregate<?, ?, ?> aggregate, String... told) {
    this.lines = lines;
    this.aggregate = aggregate;
    this.told = told;
  }

  KeyedPipeline<?> pipeline(LineSource source, Span span, Sink sink) {
    return pipeline(source, lines, span, sink);
  }

  @SuppressWarnings("unchecked") // each is of its lines
  private <T> KeyedPipeline<T> pipeline(
      LineSource source, KeyedLines<T> lines, Span span, Sink sink) {
    return new KeyedPipeline<>(source, lines, (Aggregate<? super T, ?, ?>) aggregate, span, sink);
  }
}
