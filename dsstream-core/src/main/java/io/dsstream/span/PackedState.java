package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.time.Instant;
import java.util.List;
import org.apache.spark.rdd.RDD;

/** A span that wants all words of each batch. */
abstract class PackedState implements SpanState {
  private final BatchJob job;
  private boolean isBroken;

  PackedState(BatchJob job) {
    this.job = job;
  }

  @Override
  public final Tally add(RDD<TextBlock> batch, Instant time) {
    if (isBroken) {
      throw new IllegalStateException("a batch before has failed, and with it what the span keeps");
    }
    isBroken = true; // unless all goes well
    Packed packed = job.pack(batch);
    add(packed.counts(), time);
    isBroken = false;
    return packed.tally();
  }

  /** Takes the words of a batch in, packed; a word may be in several of the arrays. */
  abstract void add(List<byte[]> counts, Instant time);
}
