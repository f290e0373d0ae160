package io.dsstream.bench.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.bench.Figures;
import io.dsstream.bench.report.Chart.Bar;
import io.dsstream.bench.report.Chart.Bars;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whole jobs: of each contender the median of its runs, the fastest first. */
final class PipelineSection {
  private static final String OURS = "dsstream";
  private static final String BASELINE = "spark";
  private static final String ABOUT =
      "From the first byte sent over loopback to the last word counted, each run in a JVM of its own"
          + " on the same cores as the sender: a cold JVM warms up in it. Bars are medians, whiskers"
          + " the smallest and the largest run. CPU and memory are those of the whole process.";
  private static final List<String> HEADS =
      List.of(
          "contender", "runs", "MB", "MB/s", "M words/s", "CPU s/GB", "peak MiB", "× " + BASELINE);

  private PipelineSection() {}

  static Section of(List<JsonNode> rows) {
    Map<String, List<Run>> runs =
        Section.rows(Run.class, rows).stream()
            .collect(groupingBy(Run::name, LinkedHashMap::new, toList()));
    Spread baseline = runs.containsKey(BASELINE) ? Job.rate(runs.get(BASELINE)) : null;
    List<Job> jobs =
        runs.entrySet().stream()
            .map(entry -> Job.of(entry.getKey(), entry.getValue(), baseline))
            .sorted(Comparator.comparingDouble((Job job) -> -job.rate.median()))
            .toList();
    return new Section(
        headline(jobs), summary(jobs), ABOUT, charts(jobs), table(jobs), Table.of(rows));
  }

  private static Optional<Job> ours(List<Job> jobs) {
    return jobs.stream().filter(job -> job.name.equals(OURS) && job.ratio != null).findFirst();
  }

  private static String headline(List<Job> jobs) {
    return ours(jobs).map(job -> Figures.format("%.1f×", job.ratio.median())).orElse("");
  }

  private static String summary(List<Job> jobs) {
    return ours(jobs)
        .map(job -> "the rate of Spark’s own word count" + next(job, jobs))
        .orElse("contenders: " + jobs.size());
  }

  /** How the fastest of the others compares, if that is not the baseline. */
  private static String next(Job ours, List<Job> jobs) {
    return jobs.stream()
        .filter(job -> job != ours)
        .findFirst()
        .filter(job -> !job.name.equals(BASELINE))
        .map(job -> Figures.format("; %.1f× that of %s", ours.times(job), job.name))
        .orElse("");
  }

  private static List<Chart> charts(List<Job> jobs) {
    return List.of(
        new Bars("Throughput (and × spark)", "MB/s", true, bars(jobs, Job::rate, Job::rateLabel)),
        new Bars(
            "CPU time (less is better)",
            "s/GB",
            false,
            bars(jobs, Job::cpu, job -> short1(job.cpu))),
        new Bars(
            "Peak memory (less is better)",
            "MiB",
            false,
            bars(jobs, Job::peak, job -> short0(job.peak))));
  }

  private static List<Bar> bars(
      List<Job> jobs, Function<Job, Spread> figure, Function<Job, String> label) {
    return jobs.stream()
        .filter(job -> figure.apply(job).median() > 0)
        .map(job -> bar(job.name, figure.apply(job), label.apply(job)))
        .toList();
  }

  private static Bar bar(String name, Spread spread, String label) {
    return new Bar("", name, spread.median(), spread.min(), spread.max(), label);
  }

  private static Table table(List<Job> jobs) {
    return new Table(HEADS, jobs.stream().map(Job::cells).toList());
  }

  private static String short1(Spread spread) {
    return Figures.format("%,.1f", spread.median());
  }

  private static String short0(Spread spread) {
    return Figures.format("%,.0f", spread.median());
  }

  /** What is read of a row. */
  record Run(
      String name, double bytes, double words, double nanos, double cpuNanos, double peakKib) {}

  /** All runs of a contender; the ratio is null without a baseline. */
  private record Job(
      String name,
      List<Run> runs,
      Spread rate,
      Spread words,
      Spread cpu,
      Spread peak,
      Spread ratio) {
    static Job of(String name, List<Run> runs, Spread baseline) {
      Spread rate = rate(runs);
      return new Job(
          name,
          runs,
          rate,
          Spread.of(runs, run -> run.words * 1e3 / run.nanos),
          Spread.of(runs, run -> run.cpuNanos / run.bytes),
          Spread.of(runs, run -> run.peakKib / 1024),
          baseline == null ? null : rate.times(baseline));
    }

    static Spread rate(List<Run> runs) {
      return Spread.of(runs, run -> run.bytes * 1e3 / run.nanos);
    }

    double times(Job other) {
      return rate.median() / other.rate.median();
    }

    String rateLabel() {
      return short1(rate) + (ratio == null ? "" : Figures.format(" · %.1f×", ratio.median()));
    }

    List<String> cells() {
      return List.of(
          name,
          Integer.toString(runs.size()),
          Figures.format("%,.0f", runs.get(0).bytes / 1e6),
          rate.toString(),
          short1(words),
          short1(cpu),
          peak.median() > 0 ? short0(peak) : "-",
          ratio == null ? "-" : ratio.toString());
    }
  }
}
