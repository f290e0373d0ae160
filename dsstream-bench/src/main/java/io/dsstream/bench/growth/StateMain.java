package io.dsstream.bench.growth;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM in which one contender counts over many batches. Prints the nanoseconds of each measured
 * batch, a line each, or what went wrong.
 */
final class StateMain {
  private static final int MIN_WARM_UP = 2;
  private static final int MIN_MEASURED = 3;

  private StateMain() {}

  /** Arguments: the contender, milliseconds to measure, and the fields of {@link BatchWords}. */
  public static void main(String[] args) {
    try {
      int[] fields = Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray();
      BatchWords words = new BatchWords(fields[0], fields[1], fields[2]);
      StateJob<?> job = StateContender.named(args[0]).job(words);
      ChildRun.end(0, nanos(job, words, TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1]))));
    } catch (Exception | Error e) {
      ChildRun.end(e);
    }
  }

  private static List<Long> nanos(StateJob<?> job, BatchWords words, long phaseNanos)
      throws InterruptedException {
    try (StateBatches<?> batches = new StateBatches<>(job, words)) {
      for (int i = 0; i < words.fill(); i++) {
        batches.next();
      }
      Phases phases = new Phases(MIN_WARM_UP, MIN_MEASURED, phaseNanos, System::nanoTime);
      while (phases.add(batches.next())) {}
      batches.requireAll();
      return phases.nanos();
    }
  }
}
