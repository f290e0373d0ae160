package io.dsstream.span;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The words of each batch of the last so and so long, packed. */
final class Panes {
  private record Pane(Instant time, List<byte[]> counts) {}

  private final Duration length;
  private final Deque<Pane> panes = new ArrayDeque<>();

  Panes(Duration length) {
    this.length = length;
  }

  /** Adds a batch, and hands over those that are too old by its time, which leave. */
  void add(List<byte[]> counts, Instant time, Consumer<List<byte[]>> leaving) {
    panes.add(new Pane(time, counts));
    while (!panes.element().time().isAfter(time.minus(length))) {
      leaving.accept(panes.remove().counts());
    }
  }

  /** Writes how many there are, and of each its time and its words. */
  void write(DataOutput out) throws IOException {
    out.writeInt(panes.size());
    for (Pane pane : panes) {
      out.writeLong(pane.time().toEpochMilli());
      Packed.write(pane.counts(), out);
    }
  }

  /** Reads what was written, in the place of all that there is. */
  void read(DataInput in) throws IOException {
    panes.clear();
    for (int left = in.readInt(); left > 0; left--) {
      panes.add(new Pane(Instant.ofEpochMilli(in.readLong()), Packed.read(in)));
    }
  }

  /** Hands over all that are left. */
  void forEach(Consumer<List<byte[]>> action) {
    panes.forEach(pane -> action.accept(pane.counts()));
  }
}
