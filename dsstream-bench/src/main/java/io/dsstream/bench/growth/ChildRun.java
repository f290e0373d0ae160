package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.report.Spread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a JVM has printed that measures batches: the nanoseconds of each, or why there are none.
 *
 * @param lines without line ends
 * @param exitCode 0 if all went well
 * @param limit how long it was allowed to take
 * @param isLate whether it was ended because it took longer
 */
record ChildRun(List<String> lines, int exitCode, Duration limit, boolean isLate) {
  /** What a JVM that is told to end when there is no memory ends with. */
  private static final int OUT_OF_MEMORY = 3;

  /** Starts a JVM and returns when it has ended. */
  static ChildRun of(List<String> options, List<String> arguments, Duration limit)
      throws IOException {
    try (ChildJvm jvm = ChildJvm.start(options, arguments)) {
      AtomicBoolean isLate = new AtomicBoolean();
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                isLate.set(jvm.process().isAlive());
                // Not by the process itself, which would close the stream that is read here.
                jvm.process().toHandle().destroyForcibly();
              });
      List<String> lines = jvm.process().inputReader(StandardCharsets.UTF_8).lines().toList();
      int exitCode = jvm.process().onExit().join().exitValue();
      return new ChildRun(lines, exitCode, limit, isLate.get());
    }
  }

  /** Ends this JVM, the child: what is measured is over, no need to stop Spark in order. */
  static void end(int code, List<?> lines) {
    lines.forEach(System.out::println);
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  /** The same after a failure. */
  static void end(Throwable failure) {
    end(1, List.of(failure.toString().lines().findFirst().orElseThrow()));
  }

  boolean isDone() {
    return exitCode == 0 && !lines.isEmpty();
  }

  /** Whether it was not wrong, but had too little time or memory. */
  boolean isBeyondLimit() {
    return isLate || exitCode == OUT_OF_MEMORY;
  }

  /** Why there are no figures. */
  String failure() {
    if (isLate) {
      return "not done within " + limit.toSeconds() + " s";
    }
    return exitCode == OUT_OF_MEMORY ? "out of memory" : lines.toString();
  }

  /** The nanoseconds of the batches. */
  Spread nanos() {
    return Spread.of(lines, Long::parseLong);
  }
}
