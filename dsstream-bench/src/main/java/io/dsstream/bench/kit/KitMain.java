package io.dsstream.bench.kit;

import io.dsstream.bench.Figures;
import io.dsstream.bench.Machine;
import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.bench.report.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures how long a test of a job takes in a JVM whose first test is over: its job made, started,
 * checked and closed.
 */
public final class KitMain {
  /** Spark calls it an error that a receiver stops when it is told to. */
  private static final String QUIET =
      "-Dorg.slf4j.simpleLogger.log.org.apache.spark.streaming.scheduler.ReceiverTracker=off";

  private static final String LAYOUT = "%-11s %8s %8s %8s %10s%n";

  private KitMain() {}

  /**
   * Measures the kinds of tests of the given names, or all, and returns if each test passed.
   *
   * @throws IllegalArgumentException if a name is none
   */
  public static void run(PrintStream out, List<String> given) throws IOException {
    List<KitTest> kinds =
        given.isEmpty() ? List.of(KitTest.values()) : given.stream().map(KitTest::named).toList();
    out.println(Machine.now());
    out.println();
    out.print(Figures.format(LAYOUT, "test, ms", "median", "fastest", "slowest", "JVM's first"));
    for (KitTest kind : kinds) {
      out.print(line(kind, measure(kind)));
    }
  }

  /** The milliseconds of the tests of a JVM, in their order. */
  private static List<Double> measure(KitTest kind) throws IOException {
    List<String> options =
        Stream.of(ChildJvm.memory(), LocalSpark.jvmOptions(), List.of(QUIET))
            .flatMap(List::stream)
            .toList();
    try (ChildJvm jvm =
        ChildJvm.start(options, List.of(KitTest.class.getName(), kind.toString()))) {
      List<String> lines = jvm.process().inputReader(StandardCharsets.UTF_8).lines().toList();
      if (jvm.process().onExit().join().exitValue() != 0) {
        throw new IllegalStateException("test %s: %s".formatted(kind, lines));
      }
      return lines.stream().map(nanos -> Long.parseLong(nanos) / 1e6).toList();
    }
  }

  private static String line(KitTest kind, List<Double> millis) {
    Spread warm = Spread.of(millis.subList(KitTest.WARM_UP, millis.size()), ms -> ms);
    return Figures.format(
        LAYOUT,
        kind,
        whole(warm.median()),
        whole(warm.min()),
        whole(warm.max()),
        whole(millis.get(0)));
  }

  private static String whole(double millis) {
    return Figures.format("%,.0f", millis);
  }
}
