package io.dsstream.testkit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.streaming.api.java.JavaDStream;

/**
 * What a stream gave, batch by batch.
 *
 * @param <T> the rows
 */
public final class Captured<T> {
  private final List<List<T>> batches = new ArrayList<>();

  Captured(JavaDStream<T> stream) {
    stream.foreachRDD(rdd -> add(rdd.collect()));
  }

  private synchronized void add(List<T> rows) {
    batches.add(List.copyOf(rows));
  }

  /**
   * The rows of the last batch in which the stream fired; empty if it had none.
   *
   * @throws AssertionError if the stream has not fired
   */
  public synchronized List<T> rows() {
    if (batches.isEmpty()) {
      throw new AssertionError("the captured stream has not fired in any batch");
    }
    return batches.get(batches.size() - 1);
  }

  /** The rows of every batch in which the stream fired, in their order. */
  public synchronized List<List<T>> batches() {
    return List.copyOf(batches);
  }
}
