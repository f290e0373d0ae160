package io.dsstream.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.bench.Figures;
import io.dsstream.bench.report.Chart.Bar;
import io.dsstream.bench.report.Chart.Bars;
import java.util.List;
import java.util.Optional;

/** The hot path: of each text our counting beside the baseline's. */
final class HotPathSection {
  private static final String BASELINE = "naive";
  private static final String ABOUT =
      "One thread counts blocks of text that are in memory already. Bars are means over all measured"
          + " iterations of all JVMs, whiskers the 99.9 % confidence interval.";
  private static final List<String> HEADS =
      List.of("text", "implementation", "MB/s", "M words/s", "B/block", "B/word", "× " + BASELINE);

  private final List<Row> rows;

  private HotPathSection(List<Row> rows) {
    this.rows = rows;
  }

  static Section of(List<JsonNode> rows) {
    HotPathSection section = new HotPathSection(Section.rows(Row.class, rows));
    return section.section();
  }

  private Section section() {
    List<String> texts = rows.stream().map(Row::text).distinct().toList();
    List<Row> grouped =
        texts.stream().flatMap(text -> rows.stream().filter(r -> r.text.equals(text))).toList();
    Bars bars =
        new Bars(
            "Throughput (and × naive)", "MB/s", true, grouped.stream().map(this::bar).toList());
    return new Section(
        headline(),
        headline().isEmpty()
            ? "of " + String.join(", ", texts)
            : "the rate of a naive word count, one thread",
        ABOUT,
        List.of(bars),
        new Table(HEADS, grouped.stream().map(this::cells).toList()),
        null);
  }

  private String headline() {
    List<Double> ratios =
        rows.stream().filter(row -> !row.isBaseline()).flatMap(row -> ratio(row).stream()).toList();
    if (ratios.isEmpty()) {
      return "";
    }
    Spread spread = Spread.of(ratios, ratio -> ratio);
    String range = Figures.format("%.1f to %.1f×", spread.min(), spread.max());
    return ratios.size() == 1 ? Figures.format("%.1f×", spread.max()) : range;
  }

  private Bar bar(Row row) {
    double error = Double.isNaN(row.bytesError) ? 0 : row.bytesError;
    String ratio = ratio(row).map(r -> Figures.format(" · %.1f×", r)).orElse("");
    return new Bar(
        row.text,
        row.implementation,
        row.bytesPerSecond / 1e6,
        Math.max(0, row.bytesPerSecond - error) / 1e6,
        (row.bytesPerSecond + error) / 1e6,
        Figures.format("%.1f", row.bytesPerSecond / 1e6) + (row.isBaseline() ? "" : ratio));
  }

  private List<String> cells(Row row) {
    return List.of(
        row.text,
        row.implementation,
        millions(row.bytesPerSecond, row.bytesError),
        millions(row.wordsPerSecond, row.wordsError),
        figure("%,.0f", row.allocatedPerBlock),
        figure("%,.1f", row.allocatedPerWord),
        ratio(row).map(ratio -> Figures.format("%.1f", ratio)).orElse("-"));
  }

  private static String millions(double mean, double error) {
    return Figures.format("%,.1f", mean / 1e6)
        + (Double.isNaN(error) ? "" : Figures.format(" ± %,.1f", error / 1e6));
  }

  private static String figure(String format, double value) {
    return Double.isNaN(value) ? "-" : Figures.format(format, value);
  }

  private Optional<Double> ratio(Row row) {
    return rows.stream()
        .filter(other -> other.isBaseline() && other.text.equals(row.text))
        .findFirst()
        .map(other -> row.bytesPerSecond / other.bytesPerSecond);
  }

  /** What is read of a row; errors and allocation may be NaN. */
  record Row(
      String text,
      String implementation,
      double bytesPerSecond,
      double bytesError,
      double wordsPerSecond,
      double wordsError,
      double allocatedPerBlock,
      double allocatedPerWord) {
    boolean isBaseline() {
      return implementation.equals(BASELINE);
    }
  }
}
