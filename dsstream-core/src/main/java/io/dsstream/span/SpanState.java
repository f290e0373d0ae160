package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.apache.spark.rdd.RDD;

/** What a span keeps of the batches so far; for one thread. */
interface SpanState {
  /**
   * Takes a batch in.
   *
   * @param time the batch time, later than that of the batch before
   * @return what the batch held, apart from its words
   */
  Tally add(RDD<TextBlock> batch, Instant time);

  /** Whether a result is due after the batch of that time. */
  boolean isDue(Instant time);

  /** The words that are told after the batch of that time. */
  SpanWords words(Instant time);

  /** When the next result is due after a batch of that time. */
  default Instant dueAfter(Instant time) {
    return time.plusMillis(1);
  }

  /** Lets time pass without a batch. */
  default void pass(Instant time) {}

  /** Takes note that the words have been told. */
  default void told() {}

  /** What the batch that was added last has changed; nothing where nothing is kept. */
  default void writeChange(DataOutput out) throws IOException {}

  /** Adds the batch of that time as it was written. */
  default void readChange(DataInput in, Instant time) throws IOException {}

  /** All that is kept. */
  default void writeAll(DataOutput out) throws IOException {}

  /** Takes over all that was written, before the first batch. */
  default void readAll(DataInput in) throws IOException {}
}
