package io.dsstream.span;

import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All batches since the start together, but for words that have left. */
final class RunningState extends PackedState {
  private final RunningTotal span;
  private final Duration interval;
  private final Totals totals;
  // Of each word, in how many of the batches it came that are not too long ago.
  private final CountTable recent;
  private final Panes panes;
  private Instant start;
  private long expired;
  private long evicted;

  RunningState(
      RunningTotal span, Duration interval, BatchJob job, Totals totals, TableFactory tables) {
    super(job);
    this.span = span;
    this.interval = interval;
    this.totals = totals;
    this.recent = new CountTable(tables.seed());
    this.panes = new Panes(span.expiry());
  }

  @Override
  void add(List<byte[]> counts, Instant time) {
    start = start == null ? time.minus(interval) : start;
    totals.add(counts);
    if (span.expires()) {
      come(counts);
      panes.add(
          counts, time, old -> old.forEach(packed -> PackedCounts.forEach(packed, this::fade)));
    }
    if (totals.distinct() > span.maxKeys()) {
      evicted += totals.keepFirst(span.maxKeys() - span.maxKeys() / RunningTotal.SHARE);
    }
  }

  private void come(List<byte[]> counts) {
    counts.forEach(packed -> PackedCounts.forEach(packed, this::come));
  }

  private void come(byte[] bytes, int from, int to, long value) {
    recent.add(bytes, from, to, 1);
  }

  private void fade(byte[] bytes, int from, int to, long value) {
    if (recent.take(bytes, from, to, 1) == 0 && totals.remove(bytes, from, to)) {
      expired++;
    }
  }

  @Override
  public boolean isDue(Instant time) {
    return true;
  }

  @Override
  public SpanWords words(Instant time) {
    SpanWords words = totals.words(start, expired, evicted);
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
      Packed.write(totals.packed(), out);
      panes.write(out);
    }
  }

  @Override
  public void readAll(DataInput in) throws IOException {
    if (in.readBoolean()) {
      start = Instant.ofEpochMilli(in.readLong());
      totals.add(Packed.read(in));
      panes.read(in);
      panes.forEach(this::come);
    }
  }
}
