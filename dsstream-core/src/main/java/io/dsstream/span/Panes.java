package io.dsstream.span;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The share of each batch of the last so and so long. */
final class Panes<B> {
  private record Pane<B>(Instant time, B share) {}

  private final Store<B> store;
  private final Duration length;
  private final Deque<Pane<B>> panes = new ArrayDeque<>();

  Panes(Store<B> store, Duration length) {
    this.store = store;
    this.length = length;
  }

  /** Adds a batch, and hands over those that are too old by its time, which leave. */
  void add(B share, Instant time, Consumer<B> leaving) {
    panes.add(new Pane<>(time, share));
    while (!panes.element().time().isAfter(time.minus(length))) {
      leaving.accept(panes.remove().share());
    }
  }

  /** Hands over those from before a time, which leave. */
  void leave(Instant before, Consumer<B> leaving) {
    while (!panes.isEmpty() && panes.element().time().isBefore(before)) {
      leaving.accept(panes.remove().share());
    }
  }

  /** Writes how many there are, and of each its time and its share. */
  void write(DataOutput out) throws IOException {
    out.writeInt(panes.size());
    for (Pane<B> pane : panes) {
      out.writeLong(pane.time().toEpochMilli());
      store.write(pane.share(), out);
    }
  }

  /** Reads what was written, in the place of all that there is. */
  void read(DataInput in) throws IOException {
    panes.clear();
    for (int left = in.readInt(); left > 0; left--) {
      panes.add(new Pane<>(Instant.ofEpochMilli(in.readLong()), store.read(in)));
    }
  }

  /** Hands over all that are left. */
  void forEach(Consumer<B> action) {
    panes.forEach(pane -> action.accept(pane.share()));
  }
}
