package io.dsstream.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a run will do.
 *
 * @param runs how many pairs of a benchmark and a text there are
 * @param jvms how many JVMs measure them; 0 if this one does
 * @param time about how long it will take
 */
record Schedule(int runs, int jvms, Duration time) {
  /** Starting a JVM, making its blocks and checking their counts: 5 s to 15 s, by the text. */
  private static final Duration SETUP = Duration.ofSeconds(9);

  private static final Schedule NOTHING = new Schedule(0, 0, Duration.ZERO);

  /**
   * The schedule of the benchmarks that the options choose.
   *
   * @throws CommandLineOptionException if they choose none
   */
  static Schedule of(Options options) throws CommandLineOptionException {
    Set<BenchmarkListEntry> chosen = chosen(options);
    if (chosen.isEmpty()) {
      throw new CommandLineOptionException(
          "no benchmark matches (-l lists them): " + String.join(" ", options.getIncludes()));
    }
    return chosen.stream().map(entry -> of(options, entry)).reduce(NOTHING, Schedule::plus);
  }

  private static Set<BenchmarkListEntry> chosen(Options options) {
    OutputFormat silent =
        OutputFormatFactory.createFormatInstance(
            new PrintStream(PrintStream.nullOutputStream()), VerboseMode.SILENT);
    return BenchmarkList.defaultList().find(silent, options.getIncludes(), options.getExcludes());
  }

  private static Schedule of(Options options, BenchmarkListEntry entry) {
    int runs = options.getParameter("text").orElseGet(() -> texts(entry)).size();
    int forks = options.getForkCount().orElse(entry.getForks().orElse(Defaults.MEASUREMENT_FORKS));
    int warmupForks = options.getWarmupForkCount().orElse(entry.getWarmupForks().orElse(0));
    int jvms = runs * (forks + warmupForks);
    Duration each = SETUP.plus(warmup(options, entry)).plus(measurement(options, entry));
    return new Schedule(runs, jvms, each.multipliedBy(Math.max(runs, jvms)));
  }

  private static List<String> texts(BenchmarkListEntry entry) {
    return List.of(entry.getParams().orElse(Map.of()).getOrDefault("text", new String[] {""}));
  }

  private static Duration warmup(Options options, BenchmarkListEntry entry) {
    return iterations(
        options
            .getWarmupIterations()
            .orElse(entry.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS)),
        options.getWarmupTime().orElse(entry.getWarmupTime().orElse(Defaults.WARMUP_TIME)));
  }

  private static Duration measurement(Options options, BenchmarkListEntry entry) {
    return iterations(
        options
            .getMeasurementIterations()
            .orElse(entry.getMeasurementIterations().orElse(Defaults.MEASUREMENT_ITERATIONS)),
        options
            .getMeasurementTime()
            .orElse(entry.getMeasurementTime().orElse(Defaults.MEASUREMENT_TIME)));
  }

  private static Duration iterations(int count, TimeValue each) {
    return Duration.ofMillis(each.convertTo(TimeUnit.MILLISECONDS)).multipliedBy(count);
  }

  private Schedule plus(Schedule other) {
    return new Schedule(runs + other.runs, jvms + other.jvms, time.plus(other.time));
  }

  @Override
  public String toString() {
    String where = jvms == 0 ? "in this JVM" : "JVMs, one after the other: " + jvms;
    return "Takes about %s (measurements: %d, %s).".formatted(readable(time), runs, where);
  }

  /** In seconds; from a minute on to ten seconds. */
  private static String readable(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return Math.max(1, seconds) + " s";
    }
    long rounded = (seconds + 5) / 10 * 10;
    return "%d min %d s".formatted(rounded / 60, rounded % 60);
  }
}
