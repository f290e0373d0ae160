package io.dsstream.bench;

import io.dsstream.bench.growth.GrowthMain;
import io.dsstream.bench.kit.KitMain;
import io.dsstream.bench.latency.LatencyMain;
import io.dsstream.bench.pipeline.PipelineMain;
import io.dsstream.bench.report.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/**
 * Runs the benchmarks and prints {@link Report}. Takes JMH's options and regular expressions, or
 * {@code pipeline} or {@code latency} for a comparison of whole jobs, {@code growth} for curves, or
 * {@code kit} for what a test costs.
 */
public final class BenchMain {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "pipeline", PipelineMain::run,
          "latency", LatencyMain::run,
          "growth", GrowthMain::run,
          "kit", KitMain::run);

  /** Compares what has the given names, or all. */
  @FunctionalInterface
  private interface Comparison {
    void run(PrintStream out, List<String> names) throws Exception;
  }

  private BenchMain() {}

  /**
   * Returns if all went well. Otherwise exits with 1 if a benchmark failed, its check of the counts
   * included, or with 2 if the arguments are wrong.
   */
  public static void main(String[] args) {
    ForkClassPath.install();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int code = run(out, System.err, args);
    // Under exec:java this JVM is Maven's, which has more to do after a success.
    if (code != OK) {
      System.exit(code);
    }
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    Comparison comparison = args.length > 0 ? COMPARISONS.get(args[0]) : null;
    if (comparison != null) {
      return compare(comparison, out, err, List.of(args).subList(1, args.length));
    }
    try {
      CommandLineOptions given = new CommandLineOptions(args);
      if (!Listing.print(given)) {
        measure(given, out, args);
      }
      return OK;
    } catch (CommandLineOptionException e) {
      return usage(err, e);
    } catch (RunnerException e) {
      return failed(err, e);
    } catch (IOException e) {
      return fail(err, e.getMessage(), FAILED);
    }
  }

  private static int compare(
      Comparison comparison, PrintStream out, PrintStream err, List<String> names) {
    try {
      comparison.run(out, names);
      return OK;
    } catch (IllegalArgumentException e) {
      return fail(err, e.getMessage(), USAGE);
    } catch (Exception e) {
      return fail(err, e.toString(), FAILED);
    }
  }

  private static void measure(CommandLineOptions given, PrintStream out, String... args)
      throws CommandLineOptionException, RunnerException, IOException {
    Options options = Settings.of(given);
    Schedule schedule = Schedule.of(options);
    Machine machine = Machine.now();
    out.println(schedule);
    Collection<RunResult> results = runner(options, schedule, out).run();
    out.println();
    out.println(machine);
    List<String> jvms = results.stream().map(BenchMain::jvm).distinct().toList();
    jvms.forEach(out::println);
    out.println();
    List<Row> rows = results.stream().map(Row::of).toList();
    out.print(new Report(rows));
    List<HotPathRow> flat = rows.stream().map(HotPathRow::of).toList();
    new Results(Results.HOT_PATH, "The hot path", List.of(args), machine, jvms, flat).publish(out);
  }

  private static String jvm(RunResult result) {
    BenchmarkParams params = result.getParams();
    String arguments = String.join(" ", params.getJvmArgs());
    return "%s %s %s".formatted(params.getVmName(), params.getVmVersion(), arguments);
  }

  /** JMH's own output goes to who asks for it. */
  private static Runner runner(Options options, Schedule schedule, PrintStream out) {
    boolean own = options.verbosity().hasValue() || options.getOutput().hasValue();
    return own ? new Runner(options) : new Runner(options, new Progress(schedule.runs(), out));
  }

  private static int usage(PrintStream err, CommandLineOptionException e) {
    String message = e.getMessage().replaceAll("No enum constant .*\\.", "no such value: ");
    return fail(err, message + " (-h lists the options)", USAGE);
  }

  private static int failed(PrintStream err, RunnerException e) {
    boolean inBenchmark = e.getCause() instanceof BenchmarkException;
    return fail(err, inBenchmark ? "a benchmark failed, as shown above" : e.getMessage(), FAILED);
  }

  private static int fail(PrintStream err, String message, int code) {
    err.println("dsstream-bench: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    return code;
  }
}
