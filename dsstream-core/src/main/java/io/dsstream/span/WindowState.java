package io.dsstream.span;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The batches of the last so and so long, and what they are together. */
final class WindowState extends PackedState {
  private final WindowSpan window;
  private final Duration interval;
  private final boolean isSum;
  private final Totals totals;
  private final Panes panes;
  private Instant start;

  /**
   * @param isSum whether what has been added to the totals can be taken away
   */
  WindowState(WindowSpan window, Duration interval, BatchJob job, Totals totals, boolean isSum) {
    super(job);
    this.window = window;
    this.interval = interval;
    this.isSum = isSum;
    this.totals = totals;
    this.panes = new Panes(window.length());
  }

  @Override
  void add(List<byte[]> counts, Instant time) {
    start = start == null ? time.minus(interval) : start;
    if (isSum) {
      totals.add(counts);
      panes.add(counts, time, totals::take);
    } else {
      panes.add(counts, time, old -> {});
    }
  }

  @Override
  public boolean isDue(Instant time) {
    return time.toEpochMilli() % window.slide().toMillis() == 0;
  }

  @Override
  public SpanWords words(Instant time) {
    if (!isSum) {
      totals.clear();
      panes.forEach(totals::add);
    }
    Instant from = time.minus(window.length());
    return totals.words(from.isBefore(start) ? start : from, 0, 0);
  }
}
