package io.dsstream.bench.pipeline;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The table of the runs: of each contender the median, with the smallest and the largest. */
final class PipelineReport {
  private static final String LAYOUT = "%-13s %8s %24s %10s %10s %10s %16s%n";
  private static final String LEGEND =
      """

      MB = 10^6 bytes of text, sent over loopback by this process on the same cores; from the first byte
      sent to the last word counted, so a cold JVM warms up in it. CPU s/GB is of the whole process.
      median (smallest to largest); vs spark is the ratio of medians (smallest to largest).
      """;

  private final Map<String, List<Run>> runs;

  PipelineReport(List<Run> runs) {
    this.runs =
        runs.stream()
            .collect(Collectors.groupingBy(Run::name, LinkedHashMap::new, Collectors.toList()));
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append(
        format(LAYOUT, "contender", "MB", "MB/s", "M words/s", "CPU s/GB", "peak MiB", "vs spark"));
    runs.forEach((name, all) -> table.append(line(name, all)));
    return table.append(LEGEND).toString();
  }

  private String line(String name, List<Run> all) {
    ToDoubleFunction<Run> rate = Run::megabytesPerSecond;
    return format(
        LAYOUT,
        name,
        format("%,.0f", all.get(0).bytes() / 1e6),
        format(
            "%s (%s to %s)",
            digits(median(all, rate)), digits(min(all, rate)), digits(max(all, rate))),
        digits(median(all, Run::wordsPerSecond) / 1e6),
        format("%.1f", median(all, Run::cpuSecondsPerGigabyte)),
        format("%.0f", median(all, run -> run.peakKib() / 1024.0)),
        ratio(all));
  }

  private String ratio(List<Run> all) {
    List<Run> baseline = runs.get(Contenders.BASELINE);
    if (baseline == null) {
      return "-";
    }
    ToDoubleFunction<Run> rate = Run::megabytesPerSecond;
    return format(
        "%s (%s-%s)",
        digits(median(all, rate) / median(baseline, rate)),
        digits(min(all, rate) / max(baseline, rate)),
        digits(max(all, rate) / min(baseline, rate)));
  }

  /** The slowest are a thousandth of the fastest. */
  private static String digits(double figure) {
    return format(figure < 1 ? "%.2f" : "%.1f", figure);
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    List<Double> sorted =
        runs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double min(List<Run> runs, ToDoubleFunction<Run> figure) {
    return runs.stream().mapToDouble(figure).min().orElse(Double.NaN);
  }

  private static double max(List<Run> runs, ToDoubleFunction<Run> figure) {
    return runs.stream().mapToDouble(figure).max().orElse(Double.NaN);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
