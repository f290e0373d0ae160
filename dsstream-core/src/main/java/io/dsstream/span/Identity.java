package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducer;
import io.dsstream.state.StateException;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;

/**
 * What a state is of: only the same may go on with it. Functions are told apart by what they print
 * as, but for the parts of a name that differ from run to run; so two lambdas of one class are not.
 *
 * @param span the batches
 * @param words how they were cut and reduced; empty where no word outlives its batch
 */
record Identity(String span, String words) {
  static Identity of(String span, Tokenizer tokenizer, Reducer<Long> reducer) {
    return new Identity(span, "tokenizer " + name(tokenizer) + ", reducer " + behaviour(reducer));
  }

  static Identity of(String span, KeyedLines<?> lines, Aggregate<?, ?, ?> aggregate) {
    return new Identity(span, "%s of %s".formatted(name(aggregate), name(lines)));
  }

  /**
   * Of two streams over one span, by the names that their figures have.
   *
   * @throws IllegalArgumentException if they are over different spans
   */
  static Identity joined(String firstName, Identity first, String secondName, Identity second) {
    if (!first.span.equals(second.span)) {
      throw new IllegalArgumentException(
          "joined streams must be over the same span: %s and %s"
              .formatted(first.span, second.span));
    }
    boolean isOfNone = first.words.isEmpty() && second.words.isEmpty();
    String words =
        "%s as %s, joined with %s as %s"
            .formatted(first.words, firstName, second.words, secondName);
    return new Identity(first.span, isOfNone ? "" : words);
  }

  /** A name that does not differ from run to run. */
  private static String name(Object function) {
    return function
        .toString()
        .replaceAll("\\$\\$Lambda[^ ]*|@[0-9a-f]+(?=[ ,\\]]|$)", "")
        .replaceFirst("^io\\.dsstream\\.", "");
  }

  /** Functions have no names; what they make of two numbers tells the usual ones apart. */
  private static String behaviour(Reducer<Long> reducer) {
    try {
      return "of 2 and 3 makes " + reducer.call(2L, 3L);
    } catch (Exception e) {
      return "of 2 and 3 throws " + e.getClass().getName();
    }
  }

  /**
   * Checks that this may go on with what another has left.
   *
   * @throws StateException if not; the message tells both
   */
  void requireSame(Identity before) {
    requireSame(before.span(), span);
    requireSame(before.words(), words);
  }

  private static void requireSame(String before, String now) {
    if (!before.equals(now)) {
      throw new StateException(
          StateException.Reason.UNUSABLE,
          "state is of another job, %s: this is %s; use its options, or another state directory"
              .formatted(before, now));
    }
  }
}
