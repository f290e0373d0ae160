package io.dsstream.bench.growth;

import io.dsstream.bench.Figures;
import java.util.List;
import java.util.stream.Collectors;

/** The table of the points, and what each means as a rate. */
final class GrowthReport {
  private static final String LAYOUT = "%-11s %-12s %10s %-7s %9s %-7s %8s %8s %16s%n";
  private static final String LEGEND =
      """

      value: the median of the measured batches (connections: runs), with the smallest and the largest.
      rate of window, keys: the value as a multiple of the same contender's at the first point.
      """;

  private final List<GrowthRow> rows;

  GrowthReport(List<GrowthRow> rows) {
    this.rows = rows;
  }

  @Override
  public String toString() {
    String head =
        Figures.format(
            LAYOUT, "curve", "contender", "x", "", "value", "", "smallest", "largest", "rate");
    return rows.stream().map(this::line).collect(Collectors.joining("", head, LEGEND)) + notes();
  }

  private String line(GrowthRow row) {
    return Figures.format(
        LAYOUT,
        row.curve(),
        row.contender(),
        Figures.format("%,.0f", row.x()),
        row.xUnit(),
        digits(row.value()),
        row.valueUnit(),
        digits(row.min()),
        digits(row.max()),
        row.isMissing() ? "-" : Curve.named(row.curve()).rate(row, first(row)));
  }

  private GrowthRow first(GrowthRow row) {
    return rows.stream().filter(row::isInLineWith).findFirst().orElseThrow();
  }

  private static String digits(double figure) {
    if (Double.isNaN(figure)) {
      return "-";
    }
    return Figures.format(figure < 100 ? "%.2f" : "%,.0f", figure);
  }

  private String notes() {
    return rows.stream()
        .filter(GrowthRow::isMissing)
        .map(row -> Figures.format("- of %s: %s%n", row.label(), row.note()))
        .collect(Collectors.joining());
  }
}
