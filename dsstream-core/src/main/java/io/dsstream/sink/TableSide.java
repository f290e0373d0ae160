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
  public BatchResult prepare(BatchResult result) {
    rows = table.rows();
    return result;
  }

  @Override
  public List<Figure> alone(List<Figure> figures) {
    return figures;
  }

  @Override
  public Optional<List<Figure>> join(String key, List<Figure> figures) {
    return Optional.ofNullable(rows.get(key)).map(columns -> named(columns, figures));
  }

  private static List<Figure> named(List<String> columns, List<Figure> figures) {
    String name = String.join(",", columns);
    return columns.isEmpty()
        ? figures
        : figures.stream().map(figure -> figure.under(name)).toList();
  }
}
