package io.dsstream.span;

import java.io.Serializable;

/**
 * A total and of how many batches: when all have left the window the key has no value there, which
 * the total does not tell, for a sum may be zero and have values.
 */
final class WindowPart<A> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long batches;
  private final A total;

  WindowPart(long batches, A total) {
    this.batches = batches;
    this.total = total;
  }

  static <A> WindowPart<A> ofBatch(A total) {
    return new WindowPart<>(1, total);
  }

  long batches() {
    return batches;
  }

  A total() {
    return total;
  }

  boolean isInWindow() {
    return batches > 0;
  }
}
