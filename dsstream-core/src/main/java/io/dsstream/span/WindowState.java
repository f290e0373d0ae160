package io.dsstream.span;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * The batches of the last so and so long, and what they are together. Of windows that follow one
 * another it is those since the last one ended: nothing need be taken away.
 */
final class WindowState<B> extends StoredState<B> {
  private final WindowSpan window;
  private final Duration interval;
  private final Store<B> store;
  private final Panes<B> panes;
  private final boolean slides;
  private Instant start;
  // Where the window of the last batch begins.
  private Instant from;

  WindowState(WindowSpan window, Duration interval, Store<B> store) {
    super(store);
    this.window = window;
    this.interval = interval;
    this.store = store;
    this.panes = new Panes<>(store, window.length());
    this.slides = !isTumbling() && store.startSliding();
  }

  @Override
  void add(B share, Instant time) {
    start = start == null ? time.minus(interval) : start;
    if (isTumbling()) {
      tumble(time);
      store.add(share);
      return;
    }
    from = time.minus(window.length());
    if (slides) {
      store.add(share);
      panes.add(share, time, store::take);
    } else {
      panes.add(share, time, old -> {});
    }
  }

  private boolean isTumbling() {
    return window.slide().equals(window.length());
  }

  private void tumble(Instant time) {
    long length = window.length().toMillis();
    Instant begin = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli() - 1, length) * length);
    if (!begin.equals(from)) {
      store.clear();
      from = begin;
    }
  }

  @Override
  public boolean isDue(Instant time) {
    return time.toEpochMilli() % window.slide().toMillis() == 0;
  }

  @Override
  public Instant dueAfter(Instant time) {
    long slide = window.slide().toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), slide) + 1) * slide);
  }

  @Override
  public SpanWords words(Instant time) {
    if (!slides && !isTumbling()) {
      reduceAgain();
    }
    return store.words(from.isBefore(start) ? start : from, 0, 0);
  }

  private void reduceAgain() {
    store.clear();
    panes.forEach(store::add);
  }

  @Override
  public void writeAll(DataOutput out) throws IOException {
    out.writeBoolean(start != null);
    if (start == null) {
      return;
    }
    out.writeLong(start.toEpochMilli());
    out.writeLong(from.toEpochMilli());
    if (isTumbling()) {
      store.write(store.all(), out);
    } else {
      panes.write(out);
    }
  }

  @Override
  public void readAll(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return;
    }
    start = Instant.ofEpochMilli(in.readLong());
    from = Instant.ofEpochMilli(in.readLong());
    if (isTumbling()) {
      store.add(store.read(in));
    } else {
      panes.read(in);
      reduceAgain();
    }
  }
}
