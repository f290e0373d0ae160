package io.dsstream.sink;

import io.dsstream.join.JoinTable;
import io.dsstream.join.JoinType;
import io.dsstream.join.KeyFilter;
import io.dsstream.reducer.Figures;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.span.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks up the keys of each result in a table, and hands it to another sink. */
final class JoinedSink implements Sink {
  private final Sink sink;
  private final JoinTable table;
  private final JoinType type;
  // What is handed over is what was prepared, though the table may have changed since.
  private BatchResult last;
  private BatchResult lastJoined;
  // The rows by which the next result was selected, that it is of one look at the file.
  private Map<String, List<String>> lookedAt;

  /** The keys that the join tells, for one job. */
  private final class Filter implements KeyFilter {
    private Map<String, List<String>> rows = Map.of();

    @Override
    public boolean lets(String key) {
      return type.lets(rows.containsKey(key));
    }

    @Override
    public Optional<Set<String>> changed() {
      lookedAt = table.rows();
      boolean isSame = lookedAt == rows;
      rows = lookedAt;
      return isSame ? Optional.of(Set.of()) : Optional.empty();
    }
  }

  JoinedSink(Sink sink, JoinTable table, JoinType type) {
    this.sink = sink;
    this.table = table;
    this.type = type;
  }

  @Override
  public int limit() {
    return type.limit(sink.limit());
  }

  @Override
  public Selection selection() {
    if (type == JoinType.LEFT) {
      return sink.selection();
    }
    return sink.selection().and(new Filter());
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
      List<KeyResult> told = result.keys();
      List<KeyResult> keys = joined(told);
      int leftOut = told.size() - keys.size();
      last = result;
      lastJoined = result.withResults(keys, result.distinct() - leftOut).first(sink.limit());
    }
    return lastJoined;
  }

  private List<KeyResult> joined(List<KeyResult> keys) {
    Map<String, List<String>> rows = lookedAt == null ? table.rows() : lookedAt;
    lookedAt = null;
    List<KeyResult> joined = new ArrayList<>();
    for (KeyResult key : keys) {
      List<String> columns = rows.get(key.key());
      if (type.lets(columns != null)) {
        Figures.Part part = new Figures.Part(name(columns), key.result());
        joined.add(new KeyResult(key.key(), new Figures(List.of(part))));
      }
    }
    return joined;
  }

  private static String name(List<String> columns) {
    return columns == null || columns.isEmpty() ? null : String.join(",", columns);
  }

  @Override
  public void resume(Instant last, List<Instant> lost) {
    sink.resume(last, lost);
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
