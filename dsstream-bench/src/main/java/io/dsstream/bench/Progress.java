package io.dsstream.bench;

import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * JMH's progress in brief: a line for each benchmark and text, and on it the MB/s of each measured
 * iteration as it ends, the forks apart. What goes wrong is printed as JMH says it.
 */
final class Progress implements OutputFormat {
  private final int runs;
  private final PrintStream out;
  private int run;
  private boolean insideLine;

  Progress(int runs, PrintStream out) {
    this.runs = runs;
    this.out = out;
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    run++;
    Subject subject = Subject.of(params);
    show(Figures.format("%d/%d %-11s %-9s", run, runs, subject.text(), subject.implementation()));
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {
    if (iteration.getType() == IterationType.MEASUREMENT && number == 1) {
      show(" ");
    }
  }

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {
    Result<?> bytes = result.getSecondaryResults().get(Row.BYTES);
    if (iteration.getType() == IterationType.MEASUREMENT && bytes != null) {
      show(Figures.format(" %.0f", bytes.getScore() / 1e6));
    }
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    endLine();
  }

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void print(String part) {}

  @Override
  public void println(String line) {
    if (!line.isBlank() && !line.startsWith("#")) {
      endLine();
      out.println(line);
    }
  }

  @Override
  public void verbosePrintln(String line) {}

  @Override
  public void write(int b) {
    endLine();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes) {
    endLine();
    out.writeBytes(bytes);
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    // Each fork closes when it ends, and the next goes on in the same line.
  }

  private void show(String part) {
    insideLine = true;
    out.print(part);
    out.flush();
  }

  private void endLine() {
    if (insideLine) {
      out.println();
    }
    insideLine = false;
  }
}
