package io.dsstream.sink;

import io.dsstream.reducer.Figure;
import io.dsstream.span.KeyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results by key as rows for people: rank, key, item, value and what it is between. */
final class KeyedRows {
  private static final int MIN_KEY = 12;

  /** A figure, and the key if it is its first. */
  private record Row(String rank, String key, String item, Figure figure) {}

  private KeyedRows() {}

  static void append(List<KeyResult> results, StringBuilder out) {
    List<Row> rows = rows(results);
    int keys =
        Math.max(MIN_KEY, rows.stream().mapToInt(r -> DisplayWidth.of(r.key())).max().orElse(0));
    int items = rows.stream().mapToInt(r -> DisplayWidth.of(r.item())).max().orElse(0);
    for (Row row : rows) {
      String line =
          String.format(
              Locale.ROOT,
              "%4s  %s  %s%s  %14s%s",
              row.rank(),
              padded(row.key(), keys),
              padded(row.item(), items),
              items == 0 ? "" : " ",
              number(row.figure().value()),
              bounds(row.figure()));
      out.append(line.stripTrailing()).append('\n');
    }
  }

  private static List<Row> rows(List<KeyResult> results) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String rank = Integer.toString(i + 1);
      String key = TableFormat.shown(results.get(i).key());
      for (Figure figure : results.get(i).figures()) {
        String item = figure.item() == null ? "" : TableFormat.shown(figure.item());
        rows.add(new Row(rank, key, item, figure));
        rank = "";
        key = "";
      }
    }
    return rows;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - DisplayWidth.of(text));
  }

  private static String bounds(Figure figure) {
    return figure.lower() == null
        ? ""
        : "  (%s to %s)".formatted(number(figure.lower()), number(figure.upper()));
  }

  private static String number(Number number) {
    if (number == null) {
      return "";
    }
    return NumberText.isWhole(number)
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : String.format(Locale.ROOT, "%,.6g", number.doubleValue());
  }
}
