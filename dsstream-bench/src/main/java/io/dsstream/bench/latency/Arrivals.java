package io.dsstream.bench.latency;

import java.util.BitSet;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * What a contender has printed: which lines have been counted, how long after their intended times,
 * and how long batches took. The word of line {@code i} is the number i, so each word must be there
 * once, with the count 1.
 *
 * <p>The first lines are a warm-up: they must be there too, but neither they nor the batches before
 * the first line after them are in the figures. For one thread.
 */
final class Arrivals {
  /** A word and its count, as Python or Scala prints a pair. */
  private static final Pattern COUNT = Pattern.compile("\\('?(\\d{1,9})'?, ?(\\d+)\\)");

  private static final Pattern BATCH = Pattern.compile("batch (\\d+) (\\d+)");
  private static final int DIGITS = 3;

  private final Load load;
  private final LongSupplier startNanos;
  private final BitSet seen = new BitSet();
  private final Histogram latencyMicros = new Histogram(DIGITS);
  private final Histogram processingMillis = new Histogram(DIGITS);
  private long maxSchedulingDelay;
  private boolean complete;

  /**
   * @param load which lines come
   * @param startNanos the intended time of the first, as {@link System#nanoTime}; asked once one
   *     has been counted
   */
  Arrivals(Load load, LongSupplier startNanos) {
    this.load = load;
    this.startNanos = startNanos;
  }

  /** The line that tells a batch's times, in milliseconds. */
  static String batch(long processing, long schedulingDelay) {
    return "batch " + processing + " " + schedulingDelay;
  }

  /**
   * Takes a printed line; those that are neither a count nor a batch are the contender's headings.
   *
   * @param nanos when it was there
   * @throws IllegalStateException if it is a count that must not be
   */
  void accept(String printed, long nanos) {
    Matcher count = COUNT.matcher(printed);
    if (count.matches()) {
      counted(Integer.parseInt(count.group(1)), count.group(2), nanos);
      return;
    }
    Matcher batch = BATCH.matcher(printed);
    if (batch.matches()) {
      batchEnded(Long.parseLong(batch.group(1)), Long.parseLong(batch.group(2)));
    }
  }

  private void counted(int line, String count, long nanos) {
    if (line >= load.lines()) {
      throw new IllegalStateException("line must be < %d: %d".formatted(load.lines(), line));
    }
    if (seen.get(line) || !count.equals("1")) {
      throw new IllegalStateException(
          "line %d must be counted once: %s%s"
              .formatted(line, count, seen.get(line) ? " more" : ""));
    }
    seen.set(line);
    if (line >= load.warmUpLines()) {
      latencyMicros.recordValue((nanos - load.intendedNanos(startNanos.getAsLong(), line)) / 1_000);
    }
  }

  private void batchEnded(long processing, long schedulingDelay) {
    if (latencyMicros.getTotalCount() > 0) {
      processingMillis.recordValue(processing);
      maxSchedulingDelay = Math.max(maxSchedulingDelay, schedulingDelay);
    }
    complete = seen.cardinality() == load.lines();
  }

  /** Whether every line has been counted, and the batch of the last one is over. */
  boolean isComplete() {
    return complete;
  }

  /** How many lines have been counted. */
  int lines() {
    return seen.cardinality();
  }

  LatencyRow row(String contender, long intervalMillis) {
    return new LatencyRow(
        contender,
        intervalMillis,
        latencyMicros.getTotalCount(),
        latencyMillis(50),
        latencyMillis(90),
        latencyMillis(99),
        latencyMillis(99.9),
        latencyMillis(100),
        processingMillis.getMinValue(),
        processingMillis.getValueAtPercentile(50),
        processingMillis.getValueAtPercentile(99),
        processingMillis.getMaxValue(),
        maxSchedulingDelay);
  }

  private double latencyMillis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1e3;
  }
}
