package io.dsstream.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.util.SignalUtils;

/** Ctrl-C and SIGTERM: the first finishes what has been received, the second leaves at once. */
final class Signals {
  private Signals() {}

  /** Shutdown hooks cannot hear a second Ctrl-C, so Spark's signal handlers are used. */
  static void install(CompletableFuture<Ending> ending) {
    AtomicInteger received = new AtomicInteger();
    for (String signal : List.of("INT", "TERM")) {
      SignalUtils.register(
          signal,
          () -> {
            if (received.incrementAndGet() > 1) {
              Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
            if (ending.complete(Ending.drained())) {
              Console.say("stopping: finishing the received lines (Ctrl-C again to quit now)");
            }
            return true; // handled: the JVM is not to end by itself
          });
    }
  }
}
