package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.spark.rdd.RDD;

/** A span that wants all words of each batch. */
abstract class PackedState implements SpanState {
  private final BatchJob job;
  private boolean isBroken;
  private List<byte[]> last = List.of();

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
    last = packed.counts();
    isBroken = false;
    return packed.tally();
  }

  @Override
  public final void pass(Instant time) {
    last = List.of();
    add(last, time);
  }

  @Override
  public final void writeChange(DataOutput out) throws IOException {
    Packed.write(last, out);
  }

  @Override
  public final void readChange(DataInput in, Instant time) throws IOException {
    add(Packed.read(in), time);
  }

  /** Takes the words of a batch in, packed; a word may be in several of the arrays. */
  abstract void add(List<byte[]> counts, Instant time);
}
