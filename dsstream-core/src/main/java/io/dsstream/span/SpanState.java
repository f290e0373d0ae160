package io.dsstream.span;

import io.dsstream.block.TextBlock;
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

  /** The words after the batch of that time. */
  SpanWords words(Instant time);
}
