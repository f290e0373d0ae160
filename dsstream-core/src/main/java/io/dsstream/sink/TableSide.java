package io.dsstream.sink;

import io.dsstream.join.JoinTable;
import io.dsstream.reducer.Figure;
import io.dsstream.span.BatchResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table as the other side of a join: a figure is named by the columns of its key. */
final class TableSide implements JoinedSink.Side {
  private final JoinTable table;
  private Map<String, List<String>> rows;

  TableSide(JoinTable table) {
    this.table = table;
  }

  @Override
  public void prepare(BatchResult result) {
    rows = table.rows();
  }

  @Override
  public Optional<List<Figure>> join(String key, List<Figure> figures) {
    return Optional.ofNullable(rows.get(key))
        .map(columns -> String.join(",", columns))
        .map(name -> figures.stream().map(figure -> figure.under(name)).toList());
  }
}
