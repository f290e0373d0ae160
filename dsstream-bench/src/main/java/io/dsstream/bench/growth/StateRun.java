package io.dsstream.bench.growth;

import io.dsstream.bench.report.Spread;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A contender counts over many batches in a new JVM.
 *
 * @param phaseMillis how long to measure, after a warm-up of twice as long
 * @param words what it counts
 * @param limit how long it may take in all
 */
record StateRun(StateContender contender, long phaseMillis, BatchWords words, Duration limit) {
  private static final long PHASE_MILLIS = 5_000;

  /** 3,600 batches of Spark's must fit in, and some of those with most keys. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  StateRun(StateContender contender, BatchWords words) {
    this(contender, PHASE_MILLIS, words, LIMIT);
  }

  /**
   * The times of the measured batches, in nanoseconds.
   *
   * @throws BeyondLimitException if a peer had too little time or memory
   * @throws IllegalStateException if an answer was wrong, or something else went wrong
   */
  Spread nanos() throws IOException, BeyondLimitException {
    ChildRun run = ChildRun.of(contender.jvmOptions(), arguments(), limit);
    if (run.isDone()) {
      return run.nanos();
    }
    if (contender.isPeer() && run.isBeyondLimit()) {
      throw new BeyondLimitException(run.failure());
    }
    throw new IllegalStateException("%s, %s: %s".formatted(contender, words, run.failure()));
  }

  private List<String> arguments() {
    return Stream.of(
            StateMain.class.getName(),
            contender,
            phaseMillis,
            words.keys(),
            words.loads(),
            words.window())
        .map(Object::toString)
        .toList();
  }
}
