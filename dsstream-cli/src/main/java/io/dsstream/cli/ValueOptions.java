package io.dsstream.cli;

import io.dsstream.JoinedStream;
import io.dsstream.KeyedPipeline;
import io.dsstream.LinePipeline;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.source.LineSource;
import io.dsstream.span.Span;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.util.function.BiConsumer;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import picocli.CommandLine.Option;

/**
 * Which values of lines are reduced by which key, if it is not all their words that are counted.
 */
final class ValueOptions {
  @Option(
      order = 60,
      names = "--reduce",
      paramLabel = "NAME",
      converter = Converters.ReductionName.class,
      description =
          "Tell of each key, instead of counting words: count, sum, min, max, mean, first "
              + "or last of its numbers; distinct (about how many different values); "
              + "quantiles[:0.5,0.99]; top[:K] (its K most frequent values); heavy[:N] (the "
              + "frequent ones, in memory for N).")
  private Reduction reduction;

  @Option(
      order = 61,
      names = "--key",
      paramLabel = "FIELD",
      description =
          "Where a line has its key: a place from 1, or the NAME of NAME=key, with --reduce "
              + "(default: one key for all).")
  private String key;

  @Option(
      order = 62,
      names = "--value",
      paramLabel = "FIELD",
      description =
          "Where a line has its value, as --key (default: its words, or for count the line).")
  private String value;

  @Option(
      order = 63,
      names = "--separator",
      paramLabel = "TEXT",
      description =
          "What stands between the fields of a line, \\t for a tab (default: white space).")
  private String separator;

  /** What is made of lines, without what all jobs have. */
  interface Assembly {
    /** A job of one stream, to be attached to a context. */
    BiConsumer<JavaStreamingContext, Ledger> pipeline(LineSource source, Span span, Sink sink);

    /** One of the streams of a join. */
    JoinedStream stream(String name, LineSource source);
  }

  private record Words(Tokenizer tokenizer) implements Assembly {
    @Override
    public BiConsumer<JavaStreamingContext, Ledger> pipeline(
        LineSource source, Span span, Sink sink) {
      return new LinePipeline(source, tokenizer, Reducers.sum(), span, sink)::attach;
    }

    @Override
    public JoinedStream stream(String name, LineSource source) {
      return JoinedStream.words(name, source, tokenizer, Reducers.sum());
    }
  }

  private record Values<T>(KeyedLines<T> lines, Aggregate<? super T, ?, ?> aggregate)
      implements Assembly {
    @Override
    public BiConsumer<JavaStreamingContext, Ledger> pipeline(
        LineSource source, Span span, Sink sink) {
      return new KeyedPipeline<>(source, lines, aggregate, span, sink)::attach;
    }

    @Override
    public JoinedStream stream(String name, LineSource source) {
      return JoinedStream.values(name, source, lines, aggregate);
    }
  }

  /**
   * The job that counts words, or tells what becomes of values.
   *
   * @throws IllegalArgumentException if options do not go together
   */
  Assembly toAssembly(TokenizerOptions words) {
    Tokenizer tokenizer = words.toTokenizer();
    if (reduction == null) {
      requireNone(key, "key", "--reduce");
      requireNone(value, "value", "--reduce");
      requireNone(separator, "separator", "--reduce");
      return new Words(tokenizer);
    }
    requireTogether(words);
    return values(lines(tokenizer));
  }

  private void requireTogether(TokenizerOptions words) {
    if (key == null && value == null) {
      requireNone(separator, "separator", "--key or --value");
    }
    if (!isOfWords() && !words.isDefault()) {
      throw new IllegalArgumentException(
          "reduce %s has no words here: leave out --tokenizer, --lower-case, --min-length, --stop-words and --ngram"
              .formatted(reduction.name()));
    }
  }

  private static void requireNone(String option, String name, String other) {
    if (option != null) {
      throw new IllegalArgumentException(name + " needs " + other);
    }
  }

  /** The reduction was made of values of the kind that these lines have. */
  @SuppressWarnings("unchecked")
  private <T> Values<T> values(KeyedLines<T> lines) {
    return new Values<>(lines, (Aggregate<? super T, ?, ?>) reduction.aggregate());
  }

  private boolean isOfWords() {
    return reduction.values() == Reduction.Values.TEXTS && value == null;
  }

  private KeyedLines<?> lines(Tokenizer tokenizer) {
    KeyedFields fields = new KeyedFields();
    fields = separator == null ? fields : fields.separator(separator.replace("\\t", "\t"));
    fields = key == null ? fields : fields.key(key);
    fields = value == null ? fields : fields.value(value);
    boolean isOfNumbers =
        switch (reduction.values()) {
          case NUMBERS, TIMED -> true;
          default -> false;
        };
    if (isOfNumbers && value == null) {
      throw new IllegalArgumentException("reduce " + reduction.name() + " needs --value");
    }
    return switch (reduction.values()) {
      case ANY -> fields.texts();
      case TEXTS -> isOfWords() ? fields.words(tokenizer) : fields.texts();
      case NUMBERS -> fields.numbers();
      case TIMED -> new Reduction.TimedLines(fields.numbers());
    };
  }
}
