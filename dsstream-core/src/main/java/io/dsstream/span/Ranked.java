package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.reducer.Figure;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A result and by what it is ranked.
 *
 * @param result the result of a key
 * @param rank its number; null if it has none
 * @param key the key's bytes
 */
record Ranked(KeyResult result, Number rank, byte[] key) {
  /** Largest first; what has no number last; of equal ones the key that is less by code points. */
  static final Comparator<Ranked> PRINT_ORDER =
      Comparator.comparing(Ranked::rank, Comparator.nullsLast(Ranked::larger))
          .thenComparing(Ranked::key, Arrays::compareUnsigned);

  static Ranked of(KeyResult result) {
    return new Ranked(
        result, Figure.rank(result.result()).orElse(null), result.key().getBytes(UTF_8));
  }

  private static int larger(Number a, Number b) {
    return a instanceof Long one && b instanceof Long other
        ? Long.compare(other, one)
        : Double.compare(b.doubleValue(), a.doubleValue());
  }
}
