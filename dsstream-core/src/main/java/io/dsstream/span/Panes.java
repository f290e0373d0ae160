package io.dsstream.span;

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

  /** Hands over all that are left. */
  void forEach(Consumer<List<byte[]>> action) {
    panes.forEach(pane -> action.accept(pane.counts()));
  }
}
