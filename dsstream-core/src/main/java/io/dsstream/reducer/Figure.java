package io.dsstream.reducer;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A number of a result, as a sink shows it: results of every kind come to some of these.
 *
 * <pre>{@code
 * Figure.of(21.5);        // one: 21.5
 * Figure.of(estimate);    // one: 1003.2, from 971.1 to 1037.6
 * Figure.of(mostOften);   // of each item one: its count
 * }</pre>
 *
 * @param item what of the result it is the number of; null where it has no other
 * @param value the number; null where a result is no number
 * @param lower what it is not less than; null where it is exact
 * @param upper what it is not more than; null where it is exact
 */
public record Figure(String item, Number value, Number lower, Number upper) {
  /** A result, or a part of one, that says which figures it comes to. */
  public interface Source {
    /** The figures, in the order in which they are shown. */
    List<Figure> figures();
  }

  /** An exact number. */
  public static Figure exact(String item, Number value) {
    return new Figure(item, value, null, null);
  }

  /** This under a name, which goes before that of its item. */
  public Figure under(String name) {
    return new Figure(item == null ? name : name + "," + item, value, lower, upper);
  }

  /**
   * The figures of any result: a number is one, of a {@link Source} they are its own, of several
   * results those of each. Anything else is an item without a number.
   */
  public static List<Figure> of(Object result) {
    if (result instanceof Number number) {
      return List.of(exact(null, number));
    } else if (result instanceof Source source) {
      return source.figures();
    } else if (result instanceof Iterable<?> several) {
      return StreamSupport.stream(several.spliterator(), false)
          .flatMap(one -> of(one).stream())
          .toList();
    }
    return List.of(exact(String.valueOf(result), null));
  }

  /** By what a result is ranked: its first number, if it has one. */
  public static Optional<Number> rank(Object result) {
    return of(result).stream().findFirst().map(Figure::value);
  }
}
