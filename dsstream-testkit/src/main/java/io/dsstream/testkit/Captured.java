package io.dsstream.testkit;

import java.util.Collection;
import java.util.List;

/**
 * What a stream gave, batch by batch. In each batch it has one of three states: it did not fire, as
 * a window on a batch between its slides; it fired and had no rows; it had rows.
 *
 * <pre>{@code
 * counts.inBatch(1).hasRows("a", "b", "a");
 * counts.inBatch(2).hasNoRows();
 * counts.inBatch(3).didNotFire();
 * }</pre>
 *
 * @param <T> the rows
 */
public final class Captured<T> {
  private final String name;
  private final CaptureLog<T> log;
  private final BatchReport report;

  Captured(String name, CaptureLog<T> log, BatchReport report) {
    this.name = name;
    this.log = log;
    this.report = report;
  }

  /** The name that failures give it. */
  public String name() {
    return name;
  }

  /**
   * What it gave in a batch, counted from 1.
   *
   * @throws AssertionError if the batch has not run
   */
  public BatchRows<T> inBatch(long batch) {
    BatchTimes times = report.times();
    if (batch < 1 || batch > times.batches()) {
      throw new AssertionError(
          "%s: batch %d has not run, of %d".formatted(name, batch, times.batches()));
    }
    long millis = times.millis(batch);
    String unfit = log.hasFailed(millis) ? "failed" : report.isOver(millis) ? null : "is not over";
    return new BatchRows<>(
        name, batch, log.attempts(millis), report.hasFired(log, millis), unfit, report::toString);
  }

  /**
   * What it gave in the last batch.
   *
   * @throws AssertionError if no batch has run
   */
  public BatchRows<T> inLastBatch() {
    return inBatch(report.times().batches());
  }

  /**
   * The rows of the last batch; empty if it had none.
   *
   * @throws AssertionError if the stream did not fire in it, or no batch has run
   */
  public List<T> rows() {
    return inLastBatch().rows();
  }

  /** The rows of every batch in which the stream fired, in their order. */
  public List<List<T>> batches() {
    return log.lastRuns().entrySet().stream()
        .filter(run -> report.hasFired(log, run.getKey()))
        .map(run -> joined(run.getValue()))
        .toList();
  }

  static <T> List<T> joined(List<List<T>> partitions) {
    return partitions.stream().flatMap(Collection::stream).toList();
  }

  @Override
  public String toString() {
    return "Captured[" + name + "]";
  }
}
