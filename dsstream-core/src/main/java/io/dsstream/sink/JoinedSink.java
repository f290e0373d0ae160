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
    /** Readies itself for a result; that with what this side says of all of it. */
    BatchResult prepare(BatchResult result);

    /** The figures of a key and what this side has for it; nothing if it has none. */
    Optional<List<Figure>> join(String key, List<Figure> figures);

    /** The figures of a key for which it has nothing. */
    List<Figure> alone(List<Figure> figures);
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
      BatchResult ready = side.prepare(result);
      List<KeyResult> keys = keys(result);
      long distinct = type == JoinType.LEFT ? result.distinct() : keys.size();
      last = result;
      lastJoined = ready.withResults(keys, distinct).first(sink.limit());
    }
    return lastJoined;
  }

  private List<KeyResult> keys(BatchResult result) {
    List<KeyResult> joined = new ArrayList<>();
    for (KeyResult key : result.keys()) {
      List<Figure> figures = key.first(sink.limit()).figures();
      Optional<List<Figure>> match = side.join(key.key(), figures);
      if (type.lets(match.isPresent())) {
        Joined both = new Joined(match.orElseGet(() -> side.alone(figures)));
        joined.add(new KeyResult(key.key(), both));
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
