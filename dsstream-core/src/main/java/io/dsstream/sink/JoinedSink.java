package io.dsstream.sink;

import io.dsstream.join.JoinType;
import io.dsstream.reducer.Figure;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins each result with something by key, and hands it to another sink. */
final class JoinedSink implements Sink {
  /** The other side. */
  interface Side {
    /** What it has for the result that is joined next. */
    void prepare(BatchResult result);

    /** The figures of a key and what this side has for it; nothing if it has none. */
    Optional<List<Figure>> join(String key, List<Figure> figures);
  }

  private final Sink sink;
  private final Side side;
  private final JoinType type;
  // What is handed over is what was prepared, though the side may have changed since.
  private BatchResult last;
  private BatchResult lastJoined;

  JoinedSink(Sink sink, Side side, JoinType type) {
    this.sink = sink;
    this.side = side;
    this.type = type;
  }

  /** Of a join that leaves keys out it is not known which come first. */
  @Override
  public int limit() {
    return type == JoinType.LEFT ? sink.limit() : Integer.MAX_VALUE;
  }

  @Override
  public void prepare(BatchResult result) {
    sink.prepare(joined(result));
  }

  @Override
  public void accept(BatchResult result) {
    sink.accept(joined(result));
  }

  private BatchResult joined(BatchResult result) {
    if (result != last) {
      side.prepare(result);
      List<KeyResult> keys = keys(result);
      long distinct = type == JoinType.LEFT ? result.distinct() : keys.size();
      last = result;
      lastJoined = result.withResults(keys, distinct).first(sink.limit());
    }
    return lastJoined;
  }

  private List<KeyResult> keys(BatchResult result) {
    List<KeyResult> joined = new ArrayList<>();
    for (KeyResult key : result.keys()) {
      Optional<List<Figure>> match = side.join(key.key(), key.figures());
      if (type.lets(match.isPresent())) {
        joined.add(match.isPresent() ? new KeyResult(key.key(), new Joined(match.get())) : key);
      }
    }
    return joined;
  }

  @Override
  public void resume(Instant last) {
    sink.resume(last);
  }

  @Override
  public boolean isDone() {
    return sink.isDone();
  }

  @Override
  public boolean isWanted(Instant time) {
    return sink.isWanted(time);
  }
}
