package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.apache.spark.rdd.RDD;

/** A span that keeps the shares of its batches in a store. */
abstract class StoredState<B> implements StreamState {
  private final Store<B> store;
  private boolean isBroken;
  private B last;

  StoredState(Store<B> store) {
    this.store = store;
    this.last = store.nothing();
  }

  @Override
  public final Tally add(RDD<TextBlock> batch, Instant time) {
    if (isBroken) {
      throw new IllegalStateException("a batch before has failed, and with it what the span keeps");
    }
    isBroken = true; // unless all goes well
    Share<B> share = store.share(batch, time);
    add(share.words(), time);
    last = share.words();
    isBroken = false;
    return share.tally();
  }

  @Override
  public final Lookup lookup() {
    return store;
  }

  @Override
  public final void pass(Instant time) {
    last = store.nothing();
    add(last, time);
  }

  @Override
  public final void writeChange(DataOutput out) throws IOException {
    store.write(last, out);
  }

  @Override
  public final void readChange(DataInput in, Instant time) throws IOException {
    add(store.read(in), time);
  }

  /** Takes the share of a batch in. */
  abstract void add(B share, Instant time);
}
