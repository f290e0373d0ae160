package io.dsstream.bench.pipeline;

import io.dsstream.bench.Machine;
import io.dsstream.bench.corpus.Corpora;
import io.dsstream.bench.report.Results;
import io.dsstream.block.TextBlock;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Runs the contenders in turn, several rounds, and prints {@link PipelineReport}. */
public final class PipelineMain {
  /** So many bytes that a run of each takes some ten seconds; the rate decides. */
  private static final long FAST_BYTES = 3_000_000_000L;

  private static final long SLOW_BYTES = 150_000_000L;
  private static final int ROUNDS = 3;

  private PipelineMain() {}

  /**
   * Runs the contenders of the given names, or all, and returns if every word was counted.
   *
   * @throws IllegalArgumentException if a name is none
   */
  public static void run(PrintStream out, List<String> given) throws Exception {
    List<String> names = given.isEmpty() ? Contenders.names() : given;
    names.forEach(Contenders::named);
    List<TextBlock> blocks = Corpora.blocks(Corpora.KJV);
    List<Run> runs = new ArrayList<>();
    Machine machine = Machine.now();
    PipelineProgress progress = new PipelineProgress(ROUNDS, names, out);
    for (int round = 1; round <= ROUNDS; round++) {
      for (String name : names) {
        progress.start(round, name);
        Run run = Run.of(name, blocks, count(name, blocks));
        progress.end(run);
        runs.add(run);
      }
    }
    out.println();
    out.print(new PipelineReport(runs));
    new Results("pipeline", "Whole jobs", given, machine, List.of(Run.jvm()), runs).publish(out);
  }

  private static int count(String name, List<TextBlock> blocks) {
    long bytes = name.equals("dsstream") ? FAST_BYTES : SLOW_BYTES;
    return (int) Math.max(1, bytes / blocks.get(0).length());
  }
}
