package io.dsstream.span;

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
  public SpanWords words(Instant time) {
    if (!totals.isSum() && !isTumbling()) {
      totals.clear();
      panes.forEach(totals::add);
    }
    return totals.words(from.isBefore(start) ? start : from, 0, 0);
  }
}
