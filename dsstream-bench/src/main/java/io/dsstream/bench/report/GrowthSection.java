package io.dsstream.bench.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.bench.Figures;
import io.dsstream.bench.report.Chart.Lines;
import io.dsstream.bench.report.Chart.Point;
import io.dsstream.bench.report.Chart.Series;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Growth: how a figure follows the size of something, a chart for each curve. */
final class GrowthSection {
  private static final String ABOUT =
      "Each point is a median, its whisker the smallest and the largest run. An axis whose values"
          + " span decades is logarithmic.";
  private static final List<String> HEADS =
      List.of("curve", "contender", "x", "unit of x", "value", "unit", "smallest", "largest");

  private GrowthSection() {}

  static Section of(List<JsonNode> json) {
    List<Row> rows = Section.rows(Row.class, json);
    List<Chart> charts =
        grouped(rows, row -> new Panel(row.curve, row.xUnit, row.valueUnit)).entrySet().stream()
            .map(entry -> chart(entry.getKey(), entry.getValue()))
            .toList();
    return new Section(
        "",
        charts.size() + (charts.size() == 1 ? " curve" : " curves"),
        ABOUT + notes(json),
        charts,
        new Table(HEADS, rows.stream().map(Row::cells).toList()),
        null);
  }

  /** Why a point has no figure. */
  private static String notes(List<JsonNode> json) {
    return json.stream()
        .filter(row -> !row.path("note").asText().isEmpty())
        .map(
            row ->
                Figures.format(
                    " No figure of %s for %s at %,.0f: %s.",
                    row.path("contender").asText(),
                    row.path("curve").asText(),
                    row.path("x").asDouble(),
                    row.path("note").asText()))
        .collect(joining());
  }

  private static Chart chart(Panel panel, List<Row> rows) {
    String title = panel.curve.substring(0, 1).toUpperCase(Locale.ROOT) + panel.curve.substring(1);
    List<Series> series =
        grouped(rows, Row::contender).entrySet().stream()
            .map(entry -> new Series(entry.getKey(), points(entry.getValue())))
            .toList();
    return new Lines(title, panel.x(), panel.valueUnit, List.of(), null, series);
  }

  private static List<Point> points(List<Row> rows) {
    return rows.stream()
        .sorted(Comparator.comparingDouble(Row::x))
        .map(row -> new Point(row.x, row.value, row.min, row.max))
        .toList();
  }

  private static <K> Map<K, List<Row>> grouped(List<Row> rows, Function<Row, K> key) {
    return rows.stream().collect(groupingBy(key, LinkedHashMap::new, toList()));
  }

  /** What shares a chart. */
  private record Panel(String curve, String xUnit, String valueUnit) {
    private String x() {
      return xUnit.isEmpty() || xUnit.equals(curve) ? curve : curve + ", " + xUnit;
    }
  }

  /** What is read of a row. */
  record Row(
      String curve,
      String contender,
      double x,
      String xUnit,
      double value,
      String valueUnit,
      double min,
      double max) {
    private List<String> cells() {
      return List.of(
          curve, contender, number(x), xUnit, number(value), valueUnit, number(min), number(max));
    }

    private static String number(double value) {
      if (Double.isNaN(value)) {
        return "-";
      }
      return Figures.format(value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }
  }
}
