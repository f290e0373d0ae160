package io.dsstream.span;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The batches of the last so and so long, and what they are together. Of windows that follow one
 * another it is those since the last one ended: nothing need be taken away.
 */
final class WindowState extends PackedState {
  private final WindowSpan window;
  private final Duration interval;
  private final Totals totals;
  private final Panes panes;
  private Instant start;
  // Where the window of the last batch begins.
  private Instant from;

  WindowState(WindowSpan window, Duration interval, BatchJob job, Totals totals) {
    super(job);
    this.window = window;
    this.interval = interval;
    this.totals = totals;
    this.panes = new Panes(window.length());
  }

  @Override
  void add(List<byte[]> counts, Instant time) {
    start = start == null ? time.minus(interval) : start;
    if (isTumbling()) {
      tumble(time);
      totals.add(counts);
      return;
    }
    from = time.minus(window.length());
    if (totals.isSum()) {
      totals.add(counts);
      panes.add(counts, time, totals::take);
    } else {
      panes.add(counts, time, old -> {});
    }
  }

  private boolean isTumbling() {
    return window.slide().equals(window.length());
  }

  private void tumble(Instant time) {
    long length = window.length().toMillis();
    Instant begin = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli() - 1, length) * length);
    if (!begin.equals(from)) {
      totals.clear();
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
    if (!totals.isSum() && !isTumbling()) {
      reduceAgain();
    }
    return totals.words(from.isBefore(start) ? start : from, 0, 0);
  }

  private void reduceAgain() {
    totals.clear();
    panes.forEach(totals::add);
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
      Packed.write(totals.packed(), out);
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
      totals.add(Packed.read(in));
    } else {
      panes.read(in);
      reduceAgain();
    }
  }
}
