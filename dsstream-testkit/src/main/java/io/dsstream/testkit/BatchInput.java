package io.dsstream.testkit;

import java.util.List;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaDStream;

/**
 * A stream whose batches a test pushes while the job runs. A batch for which nothing was pushed has
 * no rows. The log of what was pushed only grows, so a batch that is computed again is the same.
 *
 * @param <T> the rows
 */
public final class BatchInput<T> {
  private final ScriptedInputDStream<T> input;

  BatchInput(StreamingContext context) {
    this.input = new ScriptedInputDStream<>(context);
  }

  /** The stream itself. */
  public JavaDStream<T> stream() {
    return new JavaDStream<>(input, ScriptedInputDStream.classTag());
  }

  /** The rows of the next batch, or of the one after those that were pushed already. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is read only
  public final void push(T... rows) {
    input.push(List.of(List.of(rows)));
  }

  /** The same with a say in which partition has which rows. */
  public void pushPartitions(List<List<T>> partitions) {
    input.push(partitions);
  }
}
