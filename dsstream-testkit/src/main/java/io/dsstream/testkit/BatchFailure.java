package io.dsstream.testkit;

/**
 * A batch that did not end as batches should. The message says how, and shows the batches so far.
 *
 * <pre>{@code
 * BatchFailure failure = assertThrows(BatchFailure.class, harness::batch);
 * assertEquals(BatchFailure.Kind.JOB, failure.kind());
 * }</pre>
 */
public final class BatchFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** How a batch can fail. */
  public enum Kind {
    /** An output operation threw, or a task of its Spark job. */
    JOB,
    /** The batch could not be made: {@code transform} or an input's {@code compute} threw. */
    GENERATION,
    /** A receiver has reported an error; the batch itself may have ended well. */
    RECEIVER,
    /** The batch is not over within the limit. */
    TIMEOUT
  }

  private final Kind kind;
  private final long batch;

  BatchFailure(Kind kind, long batch, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.batch = batch;
  }

  /** How the batch failed. */
  public Kind kind() {
    return kind;
  }

  /** The number of the batch, counted from 1. */
  public long batch() {
    return batch;
  }
}
