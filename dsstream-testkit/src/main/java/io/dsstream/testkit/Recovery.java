package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Proves that a job does the same whether its driver lives or dies: a script is run once as it is,
 * and then again and again, with a crash and a restart in each of its batches at each {@link
 * CrashPoint}.
 *
 * <pre>{@code
 * Recovery.verify(Duration.ofSeconds(1), harness -> {
 *   BatchInput<String> words = harness.input();
 *   Captured<Tuple2<String, Integer>> totals = harness.capture("totals", Totals.of(words.stream()));
 *   return harness.script()
 *       .push(words, "a", "b").batch().expect(totals, total("a", 1), total("b", 1))
 *       .push(words, "a").batch().expect(totals, total("a", 2), total("b", 1));
 * });
 * }</pre>
 *
 * <p>What is expected of a batch is expected of its last run; that it ran twice is no failure, for
 * Spark runs the batch of a crash again. {@link BatchRows#attempts()} tells the runs.
 */
public final class Recovery {
  private Recovery() {}

  /**
   * Runs a script under recovery.
   *
   * @param interval the batch interval
   * @param scenario assembles the job on a harness, whose checkpoint is set already, and tells the
   *     script; called for each run, and to make all that it uses anew
   * @throws AssertionError if one of the runs fails; it names the crash
   */
  public static void verify(Duration interval, Function<BatchHarness, BatchScript> scenario) {
    long batches = run(interval, scenario, 0, null);
    for (long batch = 1; batch <= batches; batch++) {
      for (CrashPoint point : CrashPoint.values()) {
        try {
          run(interval, scenario, batch, point);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(
              "with a crash %s in batch %d: %s".formatted(point, batch, e.getMessage()), e);
        }
      }
    }
  }

  /** How many batches the script had. */
  private static long run(
      Duration interval,
      Function<BatchHarness, BatchScript> scenario,
      long batch,
      CrashPoint point) {
    Path checkpoint = temporary();
    try (BatchHarness harness = BatchHarness.create(interval)) {
      harness.context().checkpoint(checkpoint.resolve("checkpoint").toString());
      harness.crashIn(batch, point);
      scenario.apply(harness).verify();
      if (harness.isCrashToCome()) {
        throw new AssertionError(
            "no crash, for the script makes the batch in a burst or not at all");
      }
      return harness.batches();
    } finally {
      CheckpointFolder.delete(checkpoint);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("dsstream-recovery");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
