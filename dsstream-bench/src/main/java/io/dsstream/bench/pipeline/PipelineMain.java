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
        Run run = Run.of(name, Load.of(blocks, Contenders.named(name).bytes()));
        progress.end(run);
        runs.add(run);
      }
    }
    out.println();
    out.print(new PipelineReport(runs));
    new Results("pipeline", "Whole jobs", given, machine, Run.jvms(names), runs).publish(out);
  }
}
