package io.dsstream.span;

import java.time.Instant;

/** Takes the results of a span, in the order of the batches, on one thread of the driver. */
public interface ResultSink {
  /** How many words a result shall hold at most; {@code Integer.MAX_VALUE} for all. */
  int limit();

  /** Takes a result. What it throws fails the batch. */
  void accept(BatchResult result);

  /**
   * Whether a result is wanted of the batch of that time even if none is due, as the last one of a
   * program that ends within a window. Never, unless this is overridden.
   */
  default boolean isWanted(Instant time) {
    return false;
  }
}
