package io.dsstream.cli;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Timed;
import io.dsstream.reducer.sketch.Sketches;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Line;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What {@code --reduce} makes of the values of a key.
 *
 * @param name as the user typed it
 * @param values what it makes it of
 */
record Reduction(String name, Values values, Aggregate<?, ?, ?> aggregate) {
  /** What kinds of values there are. */
  enum Values {
    /** Lines or words, whatever they are. */
    ANY,
    TEXTS,
    NUMBERS,
    /** Numbers and where they stand. */
    TIMED
  }

  static final String NAMES =
      "count, sum, min, max, mean, first, last, distinct, quantiles:RANKS, top:K or heavy:N";

  private static final String DEFAULT_RANKS = "0.5,0.9,0.99";
  private static final int DEFAULT_TOP = 10;
  private static final int DEFAULT_MAP = 1_000;

  /**
   * From {@code max} or {@code top:3}.
   *
   * @throws IllegalArgumentException if there is no such reduction; without a message where the
   *     name is not one
   */
  static Reduction parse(String text) {
    String[] parts = text.split(":", 2);
    String argument = parts.length == 2 ? parts[1] : null;
    return switch (parts[0]) {
      case "quantiles" -> new Reduction(text, Values.NUMBERS, quantiles(argument));
      case "top" ->
          new Reduction(
              text, Values.TEXTS, Aggregates.<String>topK(number(argument, 1, DEFAULT_TOP)));
      case "heavy" ->
          new Reduction(
              text,
              Values.TEXTS,
              Aggregates.<String>heavyHitters(number(argument, 2, DEFAULT_MAP)));
      default -> plain(text);
    };
  }

  private static Reduction plain(String name) {
    return switch (name) {
      case "count" -> new Reduction(name, Values.ANY, Aggregates.count());
      case "sum" -> new Reduction(name, Values.NUMBERS, Aggregates.sumOfDoubles());
      case "min" -> new Reduction(name, Values.NUMBERS, Aggregates.<Double>min());
      case "max" -> new Reduction(name, Values.NUMBERS, Aggregates.<Double>max());
      case "mean" -> new Reduction(name, Values.NUMBERS, Aggregates.mean());
      case "first" -> new Reduction(name, Values.TIMED, Aggregates.<Double>first());
      case "last" -> new Reduction(name, Values.TIMED, Aggregates.<Double>last());
      case "distinct" -> new Reduction(name, Values.TEXTS, Sketches.distinct());
      default -> throw new IllegalArgumentException();
    };
  }

  private static Aggregate<?, ?, ?> quantiles(String ranks) {
    double[] parsed =
        Stream.of((ranks == null ? DEFAULT_RANKS : ranks).split(",", -1))
            .mapToDouble(Reduction::rank)
            .toArray();
    return Sketches.quantiles(parsed);
  }

  private static double rank(String text) {
    if (!text.matches("0|1|0?\\.\\d{1,9}|0\\.0|1\\.0")) {
      throw new IllegalArgumentException("must have ranks from 0 to 1 after its colon: " + text);
    }
    return Double.parseDouble(text);
  }

  private static int number(String text, int min, int byDefault) {
    if (text == null) {
      return byDefault;
    }
    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (number < min) {
      throw new IllegalArgumentException(
          "must have a whole number >= %d after its colon: %s".formatted(min, text));
    }
    return number;
  }

  /** Numbers with their place, for who asks for the first or the last. */
  record TimedLines(KeyedLines<Double> numbers) implements KeyedLines<Timed<Double>> {
    @Override
    public boolean read(Line line, BiConsumer<String, Timed<Double>> pairs) {
      return numbers.read(
          line, (key, number) -> pairs.accept(key, Timed.of(line.time(), line.sequence(), number)));
    }
  }
}
