package io.dsstream.span;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.LoggerFactory;

/** All batches since the start together, but for words that have left. */
final class RunningState<B> extends StoredState<B> {
  private final RunningTotal span;
  private final Duration interval;
  private final Store<B> store;
  // Those that are not too long ago.
  private final Panes<B> panes;
  private Instant start;
  private long expired;
  private long evicted;
  private boolean hasSaid;

  RunningState(RunningTotal span, Duration interval, Store<B> store) {
    super(store);
    this.span = span;
    this.interval = interval;
    this.store = store;
    this.panes = new Panes<>(store, span.expiry());
  }

  @Override
  void add(B share, Instant time) {
    start = start == null ? time.minus(interval) : start;
    if (span.expires()) {
      // While nobody was there: a word that comes only now starts from nothing.
      panes.leave(time.minus(span.expiry()), old -> expired += store.fade(old));
    }
    store.add(share);
    if (span.expires()) {
      store.come(share);
      panes.add(share, time, old -> expired += store.fade(old));
    }
    if (store.distinct() > span.maxKeys()) {
      evicted += store.keepFirst(span.maxKeys() - span.maxKeys() / RunningTotal.SHARE);
      sayOnce();
    }
  }

  /** Not all that prints a result tells how many. */
  private void sayOnce() {
    if (!hasSaid) {
      // Not when the class is loaded: a program that reads its options has yet to set its log up.
      LoggerFactory.getLogger(RunningTotal.class)
          .warn("more than {} words or keys: those that leave are counted", span.maxKeys());
      hasSaid = true;
    }
  }

  @Override
  public boolean isDue(Instant time) {
    return true;
  }

  @Override
  public SpanWords words(Instant time) {
    SpanWords words = store.words(start, expired, evicted);
    told();
    return words;
  }

  @Override
  public void told() {
    expired = 0;
    evicted = 0;
  }

  @Override
  public void writeAll(DataOutput out) throws IOException {
    out.writeBoolean(start != null);
    if (start != null) {
      out.writeLong(start.toEpochMilli());
      store.write(store.all(), out);
      panes.write(out);
    }
  }

  @Override
  public void readAll(DataInput in) throws IOException {
    if (in.readBoolean()) {
      start = Instant.ofEpochMilli(in.readLong());
      store.add(store.read(in));
      panes.read(in);
      panes.forEach(store::come);
    }
  }
}
