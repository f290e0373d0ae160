package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import java.time.Instant;
import java.util.List;

/** Two sinks, each of which gets as many words as it wants. */
record BothSinks(Sink first, Sink second) implements Sink {
  @Override
  public int limit() {
    return Math.max(first.limit(), second.limit());
  }

  @Override
  public void prepare(BatchResult result) {
    first.prepare(result.first(first.limit()));
    second.prepare(result.first(second.limit()));
  }

  @Override
  public void accept(BatchResult result) {
    first.accept(result.first(first.limit()));
    second.accept(result.first(second.limit()));
  }

  @Override
  public void resume(Instant last, List<Instant> lost) {
    first.resume(last, lost);
    second.resume(last, lost);
  }

  @Override
  public boolean isWanted(Instant time) {
    return first.isWanted(time) || second.isWanted(time);
  }

  @Override
  public boolean isDone() {
    return first.isDone() || second.isDone();
  }
}
