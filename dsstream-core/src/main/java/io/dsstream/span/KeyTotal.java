package io.dsstream.span;

import io.dsstream.reducer.Functions;
import io.dsstream.reducer.Reducer;

/**
 * What the shares of one key come to; for one thread.
 *
 * @param <A> the shares, and what they come to
 */
abstract sealed class KeyTotal<A> permits SummedTotal, SlidingTotal, ChunkedTotal {
  private final String key;

  KeyTotal(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** Adds the share of a later batch. */
  abstract void add(A share);

  /**
   * Takes away the earliest share.
   *
   * @param share what it was
   * @return whether it was the last one
   */
  abstract boolean take(A share);

  /** What the shares come to, of which there is one at least. */
  abstract A total();

  /** Both in their order, of which one, or each, may be null for nothing. */
  static <A> A sum(Reducer<A> reducer, A a, A b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Functions.reduced(reducer, a, b);
  }
}
