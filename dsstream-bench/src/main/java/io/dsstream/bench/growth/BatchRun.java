package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.bench.report.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts one text again and again in a new JVM.
 *
 * @param threads how many tasks run at once
 * @param phaseMillis how long to measure, after a warm-up of twice as long
 * @param text its name in {@link BatchMain} and its size
 */
record BatchRun(int threads, long phaseMillis, List<String> text) {
  /** The options of its JVM: those of the command, and the memory of the other modes. */
  static final List<String> JVM_OPTIONS =
      Stream.of(ChildJvm.memory(), LocalSpark.launcherOptions(), LocalSpark.jvmOptions())
          .flatMap(List::stream)
          .toList();

  private static final long PHASE_MILLIS = 2_500;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A run over the King James text. */
  static BatchRun kingJames(int threads, long bytes) {
    return new BatchRun(threads, PHASE_MILLIS, List.of(BatchMain.KING_JAMES, Long.toString(bytes)));
  }

  /** A run over so many words, of which so many differ. */
  static BatchRun distinct(int threads, int distinct, int words) {
    return new BatchRun(
        threads,
        PHASE_MILLIS,
        List.of(BatchMain.DISTINCT, Integer.toString(words), Integer.toString(distinct)));
  }

  /**
   * The processing times of the measured batches, in nanoseconds.
   *
   * @throws IllegalStateException if one of all batches had not exactly the words that it must have
   */
  Spread nanos() throws IOException {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    BatchMain.class.getName(),
                    Integer.toString(threads),
                    Long.toString(phaseMillis)),
                text.stream())
            .toList();
    ChildRun run = ChildRun.of(JVM_OPTIONS, arguments, LIMIT);
    if (!run.isDone()) {
      throw new IllegalStateException("text %s: %s".formatted(text, run.failure()));
    }
    return run.nanos();
  }
}
