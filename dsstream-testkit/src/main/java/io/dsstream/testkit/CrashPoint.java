package io.dsstream.testkit;

/**
 * When, in the course of a batch, {@link BatchHarness#crash} lets the driver die.
 *
 * <pre>{@code
 * harness.crash(CrashPoint.AFTER_OUTPUTS);
 * harness.restart(2); // two batches later
 * totals.inBatch(1).hasRows(new Tuple2<>("a", 1));
 * }</pre>
 */
public enum CrashPoint {
  /** The batch is made and in the checkpoint; none of its outputs has run. */
  AFTER_GENERATION,
  /**
   * Of the batch's outputs, in the order in which the job declares them, the first has run alone;
   * or none, where the first has nothing to do in this batch.
   */
  AFTER_FIRST_OUTPUT,
  /** All outputs have run; that the batch is over is in no checkpoint. */
  AFTER_OUTPUTS,
  /** The batch is over, and the checkpoint says so. */
  AFTER_CHECKPOINT
}
