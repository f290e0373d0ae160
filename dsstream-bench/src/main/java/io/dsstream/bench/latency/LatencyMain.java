package io.dsstream.bench.latency;

import io.dsstream.bench.Machine;
import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.report.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the contenders in turn at each interval, and prints {@link LatencyReport}. */
public final class LatencyMain {
  private static final List<Long> INTERVALS_MILLIS = List.of(100L, 500L, 1_000L);
  private static final Load LOAD = Load.ofSeconds(10, 25);
  private static final int STARTING_SECONDS = 5;

  /** Later than this, it is no longer the contender that is measured. */
  private static final long MAX_LAG_MILLIS = 100;

  private LatencyMain() {}

  /**
   * Measures the contenders of the given names, or all, and returns if every line was counted once.
   *
   * @throws IllegalArgumentException if a name is none
   */
  public static void run(PrintStream out, List<String> given) throws IOException {
    List<LatencyContender> contenders =
        given.isEmpty()
            ? List.of(LatencyContender.values())
            : given.stream().map(LatencyContender::named).toList();
    int runs = contenders.size() * INTERVALS_MILLIS.size();
    out.printf(
        "Takes about %d s: %d runs, each of %d lines, the first %d a warm-up%n%n",
        runs * (STARTING_SECONDS + LOAD.seconds()), runs, LOAD.lines(), LOAD.warmUpLines());
    Machine machine = Machine.now();
    List<LatencyRow> rows = measure(contenders, out);
    out.printf("%n%s", new LatencyReport(rows));
    List<String> jvms =
        contenders.stream()
            .map(contender -> ChildJvm.described(contender.toString(), contender.jvmOptions()))
            .toList();
    new Results("latency", "Latency", given, machine, jvms, rows).publish(out);
  }

  private static List<LatencyRow> measure(List<LatencyContender> contenders, PrintStream out)
      throws IOException {
    List<LatencyRow> rows = new ArrayList<>();
    for (long interval : INTERVALS_MILLIS) {
      for (LatencyContender contender : contenders) {
        LatencyRun run = LatencyRun.of(contender, interval, LOAD, MAX_LAG_MILLIS);
        out.printf(
            Locale.ROOT,
            "%5d ms  %-9s p99 %,.0f ms, lines sent at most %.1f ms late%n",
            interval,
            contender,
            run.row().p99Millis(),
            run.maxLagMillis());
        rows.add(run.row());
      }
    }
    return rows;
  }
}
