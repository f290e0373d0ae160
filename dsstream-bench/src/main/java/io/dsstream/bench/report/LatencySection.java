package io.dsstream.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.bench.Figures;
import io.dsstream.bench.report.Chart.Limit;
import io.dsstream.bench.report.Chart.Lines;
import io.dsstream.bench.report.Chart.Point;
import io.dsstream.bench.report.Chart.Series;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Latency: for each batch interval the percentiles of each contender, and what is demanded. */
final class LatencySection {
  /** How much later than the interval a line may be counted, at its 99th percentile. */
  private static final double ALLOWED_MILLIS = 60;

  private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "max");
  private static final String ABOUT =
      "From a line’s intended time to its printed count. 99 of 100 lines stay below p99, which should"
          + " lie below the dashed line: the batch interval and 60 ms. Times in the table are"
          + " milliseconds; batch is the processing time of one, delay the longest that one waited"
          + " for those before it.";
  private static final List<String> HEADS =
      List.of(
          "interval",
          "contender",
          "lines",
          "p50",
          "p90",
          "p99",
          "p99.9",
          "max",
          "batch p50",
          "batch p99",
          "delay");

  private LatencySection() {}

  static Section of(List<JsonNode> json) {
    List<Row> rows =
        Section.rows(Row.class, json).stream()
            .sorted(Comparator.comparingDouble(Row::intervalMillis))
            .toList();
    List<Chart> charts =
        rows.stream()
            .mapToDouble(Row::intervalMillis)
            .distinct()
            .mapToObj(interval -> chart(interval, rows))
            .toList();
    Table table = new Table(HEADS, rows.stream().map(Row::cells).toList());
    return rows.stream()
        .filter(row -> row.contender.equals("dsstream"))
        .findFirst()
        .map(row -> new Section(headline(row), summary(row), ABOUT, charts, table, null))
        .orElseGet(() -> new Section("", rows.size() + " runs", ABOUT, charts, table, null));
  }

  private static String headline(Row row) {
    return Figures.format("%,.0f ms", row.p99Millis);
  }

  private static String summary(Row row) {
    return Figures.format(
        "p99 at batches of %,.0f ms; demanded: %,.0f ms",
        row.intervalMillis, row.intervalMillis + ALLOWED_MILLIS);
  }

  private static Chart chart(double interval, List<Row> rows) {
    double limit = interval + ALLOWED_MILLIS;
    return new Lines(
        Figures.format("Latency, batches of %,.0f ms", interval),
        "percentile of lines",
        "ms",
        PERCENTILES,
        new Limit(limit, Figures.format("demand %,.0f ms", limit)),
        rows.stream().filter(row -> row.intervalMillis == interval).map(Row::series).toList());
  }

  /** What is read of a row. */
  record Row(
      String contender,
      double intervalMillis,
      double lines,
      double p50Millis,
      double p90Millis,
      double p99Millis,
      double p999Millis,
      double maxMillis,
      double processingP50Millis,
      double processingP99Millis,
      double maxSchedulingDelayMillis) {
    private double[] percentiles() {
      return new double[] {p50Millis, p90Millis, p99Millis, p999Millis, maxMillis};
    }

    private Series series() {
      double[] y = percentiles();
      return new Series(
          contender,
          IntStream.range(0, y.length).mapToObj(i -> new Point(i, y[i], y[i], y[i])).toList());
    }

    private List<String> cells() {
      Stream<String> names =
          Stream.of(
              Figures.format("%,.0f", intervalMillis), contender, Figures.format("%,.0f", lines));
      Stream<String> latency = figures("%,.1f", percentiles());
      Stream<String> batch =
          figures("%,.0f", processingP50Millis, processingP99Millis, maxSchedulingDelayMillis);
      return Stream.of(names, latency, batch).flatMap(cells -> cells).toList();
    }

    private static Stream<String> figures(String format, double... values) {
      return DoubleStream.of(values)
          .mapToObj(value -> Double.isNaN(value) ? "-" : Figures.format(format, value));
    }
  }
}
