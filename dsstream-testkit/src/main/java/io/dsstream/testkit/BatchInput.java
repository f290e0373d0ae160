package io.dsstream.testkit;

import java.util.List;
import org.apache.spark.streaming.api.java.JavaDStream;

/**
 * A stream whose batches a test pushes, before the job starts or while it runs. A batch for which
 * nothing was pushed has no rows. A batch that is computed again is the same.
 *
 * <pre>{@code
 * BatchInput<String> lines = harness.input();
 * Captured<Long> counts = harness.capture(lines.stream().count());
 * lines.push("to be", "or not");  // the rows of the first batch
 * lines.push("to be");            // those of the second
 * }</pre>
 *
 * @param <T> the rows; they are not null
 */
public final class BatchInput<T> {
  private final InputLog<T> log;
  private final JavaDStream<T> stream;

  BatchInput(InputLog<T> log, JavaDStream<T> stream) {
    this.log = log;
    this.stream = stream;
  }

  /** The stream itself. */
  public JavaDStream<T> stream() {
    return stream;
  }

  /** The rows of the next batch, or of the one after those that were pushed already. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read only
  public final void push(T... rows) {
    log.push(List.of(List.of(rows)));
  }

  /** The same with a say in which partition has which rows. */
  public void pushPartitions(List<List<T>> partitions) {
    log.push(partitions);
  }
}
