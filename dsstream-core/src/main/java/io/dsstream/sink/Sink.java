package io.dsstream.sink;

import io.dsstream.span.BatchResult;

/**
 * Takes the results, in the order of the batches, on one thread of the driver. See {@link Sinks}
 * for those there are.
 */
public interface Sink {
  /** How many words a result shall hold at most; {@code Integer.MAX_VALUE} for all. */
  int limit();

  /** Takes the result of one batch. What it throws fails the batch. */
  void accept(BatchResult result);
}
