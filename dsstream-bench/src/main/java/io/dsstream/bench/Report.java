package io.dsstream.bench;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The table of a run, one line for each text and implementation, within 100 columns. */
final class Report {
  private static final String BASELINE = "naive";
  private static final String ENGLISH = "kjv";
  private static final String LAYOUT = "%-11s %-14s %15s %15s %12s %6s %8s %8s%n";
  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.subject().text())
          .thenComparing(row -> row.subject().implementation());

  private static final String LEGEND =
      """

      MB = 10^6 bytes of text. ± = half the 99.9 % confidence interval of the mean of the iterations.
      op = counting one block of about 12 MiB into an empty table; B = bytes of heap allocated for it.
      """;

  private final List<Row> rows;

  Report(Collection<Row> rows) {
    this.rows = rows.stream().sorted(ORDER).toList();
  }

  @Override
  public String toString() {
    String head =
        Figures.format(
            LAYOUT,
            "text",
            "implementation",
            "MB/s",
            "M words/s",
            "B/op",
            "B/word",
            "vs kjv",
            "vs naive");
    return rows.stream().map(this::line).collect(Collectors.joining("", head, LEGEND));
  }

  private String line(Row row) {
    return Figures.format(
        LAYOUT,
        row.subject().text(),
        row.subject().implementation(),
        row.bytes().inMillions(),
        row.words().inMillions(),
        figure("%,.0f", row.allocated()),
        figure("%.1f", row.allocatedPerWord()),
        figure("%.2fx", speedUp(row, ENGLISH, row.subject().implementation())),
        figure("%.1fx", speedUp(row, row.subject().text(), BASELINE)));
  }

  private static String figure(String format, double value) {
    return Double.isNaN(value) ? "-" : Figures.format(format, value);
  }

  /** How many times as fast as another row; NaN if that was not measured. */
  private double speedUp(Row row, String text, String implementation) {
    Subject other = new Subject(text, implementation);
    return rows.stream()
        .filter(r -> r.subject().equals(other))
        .mapToDouble(row::speedUp)
        .findFirst()
        .orElse(Double.NaN);
  }
}
