package io.dsstream.span;

import java.time.Instant;
import java.util.List;

/** Takes the results of a span, in the order of the batches, on one thread of the driver. */
public interface ResultSink {
  /** How many words a result shall hold at most; {@code Integer.MAX_VALUE} for all. */
  int limit();

  /**
   * Which words a result shall hold; the first of all, unless this is overridden. One that passes
   * results on to another sink may leave it: then all those are told that {@link #limit} asks for.
   */
  default Selection selection() {
    return Selection.first(limit());
  }

  /**
   * Takes a result, of a batch that is committed where there is a ledger. What it throws fails the
   * batch.
   */
  void accept(BatchResult result);

  /**
   * Makes safe what {@link #accept} will need of a result, before its batch is committed; a result
   * may be prepared and never accepted. What it throws fails the batch. Nothing, unless this is
   * overridden.
   */
  default void prepare(BatchResult result) {}

  /**
   * Finishes what was prepared for batches up to a time, the last that a ledger has, and forgets
   * what was for later ones. Called once, before the first batch, where there is a ledger.
   *
   * @param lost the times of later batches that were committed and are damaged in the ledger: they
   *     may have been told, and what they read is told again in another batch
   */
  default void resume(Instant last, List<Instant> lost) {}

  /** Whether no further batch is wanted, so that it is not counted either. */
  default boolean isDone() {
    return false;
  }

  /**
   * Whether a result is wanted of the batch of that time even if none is due, as the last one of a
   * program that ends within a window. Never, unless this is overridden.
   */
  default boolean isWanted(Instant time) {
    return false;
  }
}
