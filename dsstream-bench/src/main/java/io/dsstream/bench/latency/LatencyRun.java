package io.dsstream.bench.latency;

import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.report.Spread;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One run of one contender.
 *
 * @param row what was measured
 * @param maxLagNanos how late the latest line was sent, which is part of its latency
 */
public record LatencyRun(LatencyRow row, long maxLagNanos) {
  private static final Load SHORT = Load.ofSeconds(4, 4);

  /** Ends what does not end by itself; it then has counted too few lines. */
  private static final Executor LIMIT = CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES);

  /**
   * Measures a contender in a new JVM.
   *
   * @param maxLagMillis the bound of how late a line may be sent
   * @throws IllegalStateException if it did not count every line once, or a line was sent too late
   */
  static LatencyRun of(
      LatencyContender contender, long intervalMillis, Load load, long maxLagMillis)
      throws IOException {
    String name = contender.toString();
    try (LineClock clock = LineClock.start(load);
        ChildJvm jvm = start(contender, clock.port(), intervalMillis)) {
      LIMIT.execute(jvm.process()::destroyForcibly);
      Arrivals arrivals = read(jvm.process().inputReader(StandardCharsets.UTF_8), load, clock);
      LatencyRun run = new LatencyRun(arrivals.row(name, intervalMillis), clock.maxLagNanos());
      run.requireInTime(maxLagMillis);
      return run;
    } catch (IllegalStateException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * How long DSStream's batches take at an interval, in milliseconds; whoever else has the cores,
   * it is not the lines' own time that counts, so they may be sent late.
   *
   * @throws IllegalStateException if it did not count every line once
   */
  public static Spread processingMillis(long intervalMillis) throws IOException {
    LatencyRow row = of(LatencyContender.DSSTREAM, intervalMillis, SHORT, Long.MAX_VALUE).row();
    return new Spread(
        row.processingMinMillis(), row.processingP50Millis(), row.processingMaxMillis());
  }

  private static ChildJvm start(LatencyContender contender, int port, long intervalMillis)
      throws IOException {
    return ChildJvm.start(
        contender.jvmOptions(),
        List.of(
            LatencyContenderMain.class.getName(),
            contender.toString(),
            Integer.toString(port),
            Long.toString(intervalMillis)));
  }

  private static Arrivals read(BufferedReader out, Load load, LineClock clock) throws IOException {
    Arrivals arrivals = new Arrivals(load, clock::startNanos);
    while (!arrivals.isComplete()) {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "counted lines must be %d: %d".formatted(load.lines(), arrivals.lines()));
      }
      arrivals.accept(line, System.nanoTime());
    }
    return arrivals;
  }

  private void requireInTime(long limitMillis) {
    if (maxLagMillis() > limitMillis) {
      throw new IllegalStateException(
          "lines must be sent at most %d ms late: %.1f ms".formatted(limitMillis, maxLagMillis()));
    }
  }

  /** The lag in milliseconds. */
  double maxLagMillis() {
    return maxLagNanos / 1e6;
  }
}
