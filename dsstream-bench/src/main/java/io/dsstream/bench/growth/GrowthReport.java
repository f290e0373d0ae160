package io.dsstream.bench.growth;

import io.dsstream.bench.Figures;
import java.util.List;
import java.util.stream.Collectors;

/** The table of the points, and what each means as a rate. */
final class GrowthReport {
  private static final String LAYOUT = "%-11s %10s %-5s %12s %-7s %12s %12s %17s%n";
  private static final String LEGEND =
      """

      value: the median of the measured batches (connections: runs), with the smallest and the largest.
      """;

  private final List<GrowthRow> rows;

  GrowthReport(List<GrowthRow> rows) {
    this.rows = rows;
  }

  @Override
  public String toString() {
    String head =
        Figures.format(LAYOUT, "curve", "x", "", "value", "", "smallest", "largest", "rate");
    return rows.stream().map(GrowthReport::line).collect(Collectors.joining("", head, LEGEND));
  }

  private static String line(GrowthRow row) {
    return Figures.format(
        LAYOUT,
        row.curve(),
        Figures.format("%,.0f", row.x()),
        row.xUnit(),
        digits(row.value()),
        row.valueUnit(),
        digits(row.min()),
        digits(row.max()),
        Curve.named(row.curve()).rate(row));
  }

  private static String digits(double figure) {
    return Figures.format(figure < 100 ? "%.2f" : "%,.0f", figure);
  }
}
