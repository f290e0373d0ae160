package io.dsstream.span;

import java.time.Duration;

/**
 * The spans there are. What they keep of lines is in the memory of the driver, and in a ledger if
 * there is one; of pairs, with Spark.
 */
public final class Spans {
  private Spans() {}

  /** Each batch for itself. */
  public static Span eachBatch() {
    return new EachBatch();
  }

  /** Windows that follow one another, as {@code window(length, length)}. */
  public static Span window(Duration length) {
    return window(length, length);
  }

  /**
   * The batches of the last so and so long, told again each time that it slides. A window ends
   * where the system's time is a multiple of the slide; the first ones are as long as the stream.
   *
   * <p>Where words are counted, with {@link io.dsstream.reducer.Reducers#sum()}, and where values
   * are told by key, a batch costs what it and the one that leaves the window have, however long
   * the window is. Words with another reducer are reduced at each slide, all of the window's; and
   * so are pairs of any stream, unless their reducer is an {@link
   * io.dsstream.reducer.InvertibleReducer}.
   *
   * @param length how long a window is, a multiple of the batch interval
   * @param slide how long after it the next one ends, a multiple of the interval and at most the
   *     length
   * @throws IllegalArgumentException if one is less than a millisecond, or the slide longer than
   *     the window
   */
  public static Span window(Duration length, Duration slide) {
    return new WindowSpan(length, slide);
  }

  /** All batches since the start, told after each. */
  public static RunningTotal running() {
    return RunningTotal.unbounded();
  }
}
