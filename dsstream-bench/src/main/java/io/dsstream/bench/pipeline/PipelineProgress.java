package io.dsstream.bench.pipeline;

import io.dsstream.bench.Figures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what runs now and how long it will take, and when it ends how fast it was: a line for each
 * run. The first of a contender is a guess, those after it take as long as the one before.
 */
final class PipelineProgress {
  private static final Duration FIRST = Duration.ofSeconds(15);

  /** From starting a JVM to the first byte sent. */
  private static final Duration START = Duration.ofSeconds(3);

  private final Map<String, Duration> last = new HashMap<>();
  private final int rounds;
  private final PrintStream out;

  PipelineProgress(int rounds, List<String> names, PrintStream out) {
    this.rounds = rounds;
    this.out = out;
    int runs = rounds * names.size();
    out.printf(
        "Takes about %.0f min (runs, each in a JVM of its own: %d).%n",
        Math.max(1, FIRST.multipliedBy(runs).toSeconds() / 60.0), runs);
  }

  void start(int round, String name) {
    long seconds = last.getOrDefault(name, FIRST).toSeconds();
    out.print(Figures.format("%d/%d %-12s about %2d s ...", round, rounds, name, seconds));
    out.flush();
  }

  void end(Run run) {
    last.put(run.name(), START.plusNanos(run.nanos()));
    out.println(Figures.format(" %6.1f MB/s", run.megabytesPerSecond()));
  }
}
