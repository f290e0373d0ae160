package io.dsstream.bench.latency;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of the runs, and whether DSStream does what is demanded of it. */
final class LatencyReport {
  private static final String OURS = LatencyContender.DSSTREAM.toString();
  private static final String BASELINE = LatencyContender.SPARK.toString();
  private static final String LAYOUT = "%-9s %8s %6s %8s %8s %8s %8s %8s %9s %5s %7s%n";
  private static final String LEGEND =
      """

      Milliseconds. p50 to max: from a line's intended time to its printed count, one line each 5 ms.
      batch: Spark's processing time of a batch; delay: the longest that a batch waited for others.

      """;

  /** How much longer than an interval 99 of 100 lines may take. */
  private static final long MAX_OVER_INTERVAL_MILLIS = 60;

  /** Which part of the baseline's processing time ours may be. */
  private static final long MAX_PART = 3;

  private final List<LatencyRow> rows;

  LatencyReport(List<LatencyRow> rows) {
    this.rows = rows;
  }

  @Override
  public String toString() {
    String head =
        format(
            LAYOUT,
            "contender",
            "interval",
            "lines",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max",
            "batch p50",
            "p99",
            "delay");
    String table = rows.stream().map(this::line).collect(Collectors.joining("", head, LEGEND));
    return rows.stream()
        .filter(row -> row.contender().equals(OURS))
        .map(this::verdict)
        .collect(Collectors.joining("", table, ""));
  }

  private String line(LatencyRow row) {
    return format(
        LAYOUT,
        row.contender(),
        row.intervalMillis(),
        row.lines(),
        millis(row.p50Millis()),
        millis(row.p90Millis()),
        millis(row.p99Millis()),
        millis(row.p999Millis()),
        millis(row.maxMillis()),
        row.processingP50Millis(),
        row.processingP99Millis(),
        row.maxSchedulingDelayMillis());
  }

  private String verdict(LatencyRow ours) {
    long interval = ours.intervalMillis();
    long limit = interval + MAX_OVER_INTERVAL_MILLIS;
    String latency =
        format(
            "%d ms: p99 %s, must be <= %d: %s",
            interval, millis(ours.p99Millis()), limit, met(ours.p99Millis() <= limit));
    String delay =
        format(
            "delay %d, must be < %d: %s",
            ours.maxSchedulingDelayMillis(),
            interval,
            met(ours.maxSchedulingDelayMillis() < interval));
    String processing = baseline(interval).map(row -> "; " + processing(ours, row)).orElse("");
    return latency + "; " + delay + processing + "\n";
  }

  private static String processing(LatencyRow ours, LatencyRow baseline) {
    return format(
        "batch %d, must be <= %d/%d: %s",
        ours.processingP50Millis(),
        baseline.processingP50Millis(),
        MAX_PART,
        met(MAX_PART * ours.processingP50Millis() <= baseline.processingP50Millis()));
  }

  private Optional<LatencyRow> baseline(long intervalMillis) {
    return rows.stream()
        .filter(row -> row.contender().equals(BASELINE) && row.intervalMillis() == intervalMillis)
        .findFirst();
  }

  private static String met(boolean met) {
    return met ? "met" : "MISSED";
  }

  private static String millis(double millis) {
    return format("%.1f", millis);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
