package io.dsstream.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a captured stream gave in one batch, and what a test expects of it. Rows are compared as a
 * multiset: their order is Spark's, how often each is there is the job's. Immutable.
 *
 * <pre>{@code
 * counts.inBatch(3).hasRows(new Tuple2<>("a", 2L), new Tuple2<>("b", 1L));
 * assertEquals(2, counts.inBatch(3).partitions().size());
 * }</pre>
 *
 * @param <T> the rows
 */
public final class BatchRows<T> {
  private final String name;
  private final long batch;
  private final List<List<List<T>>> attempts;
  private final boolean hasFired;
  private final String unfit;
  private final Supplier<String> report;

  /**
   * @param hasFired whether the last of the attempts is of the batch's last run
   * @param unfit why nothing can be said of the batch, or null
   */
  BatchRows(
      String name,
      long batch,
      List<List<List<T>>> attempts,
      boolean hasFired,
      String unfit,
      Supplier<String> report) {
    this.name = name;
    this.batch = batch;
    this.attempts = attempts;
    this.hasFired = hasFired;
    this.unfit = unfit;
    this.report = report;
  }

  /**
   * Whether the stream fired in this batch, with rows or without; in its last run, if it was run
   * several times.
   *
   * @throws AssertionError if the batch is not over, or the stream's job failed: so do the methods
   *     below
   */
  public boolean fired() {
    if (unfit != null) {
      throw failure(unfit);
    }
    return hasFired;
  }

  /**
   * The rows.
   *
   * @throws AssertionError if the stream did not fire
   */
  public List<T> rows() {
    return Captured.joined(partitions());
  }

  /**
   * The rows of each partition; of the last run, if the batch was run several times.
   *
   * @throws AssertionError if the stream did not fire
   */
  public List<List<T>> partitions() {
    if (!fired()) {
      throw failure("did not fire");
    }
    return attempts.get(attempts.size() - 1);
  }

  /**
   * The rows of each time that this batch was run so far: more than one after a recovery. Of a
   * batch that is not over too.
   */
  public List<List<T>> attempts() {
    return attempts.stream().map(Captured::joined).toList();
  }

  /**
   * Expects these rows, each as often as it is given, in any order.
   *
   * @throws AssertionError if there are others; it tells which are missing and which too many
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read only
  public final BatchRows<T> hasRows(T... expected) {
    return hasRows(Arrays.asList(expected));
  }

  /** The same for rows in a list. */
  public BatchRows<T> hasRows(List<? extends T> expected) {
    RowDiff diff = RowDiff.of(expected, rows());
    if (!diff.isEmpty()) {
      throw failure("differs" + diff);
    }
    return this;
  }

  /**
   * Expects that the stream fired and had no rows.
   *
   * @throws AssertionError if it had some, or did not fire
   */
  public BatchRows<T> hasNoRows() {
    return hasRows(List.of());
  }

  /**
   * Expects that the stream did not fire.
   *
   * @throws AssertionError if it did, with rows or without
   */
  public BatchRows<T> didNotFire() {
    if (fired()) {
      throw failure("fired, with %d rows".formatted(rows().size()));
    }
    return this;
  }

  private AssertionError failure(String what) {
    return new AssertionError("%s in batch %d %s%n%s".formatted(name, batch, what, report.get()));
  }

  @Override
  public String toString() {
    return "%s in batch %d: %s".formatted(name, batch, unfit != null ? unfit : attempts());
  }
}
