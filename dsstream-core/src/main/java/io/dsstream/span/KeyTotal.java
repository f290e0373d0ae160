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
  private final Reducer<A> reducer;

  KeyTotal(String key, Reducer<A> reducer) {
    this.key = key;
    this.reducer = reducer;
  }

  String key() {
    return key;
  }

  final Reducer<A> reducer() {
    return reducer;
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
  final A sum(A a, A b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Functions.reduced(reducer, a, b);
  }
}
