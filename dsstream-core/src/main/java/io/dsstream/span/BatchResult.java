package io.dsstream.span;

import io.dsstream.table.WordCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The result of one batch; every sink is a function of it.
 *
 * @param time the batch time: the end of its interval
 * @param interval the batch interval
 * @param processing how long the counting took
 * @param idle for how long, at the batch's time, no whole line has come, counted in batches
 * @param tally lines, words, bytes and what was wrong with them
 * @param distinct how many distinct words there are; long ones that start alike are one
 * @param counts the first of them, largest count first, ties by code point: as many as the sink's
 *     limit, so fewer than {@code distinct} if there are more
 * @param isLast whether with this batch all sources have ended for good: no line comes after it
 */
public record BatchResult(
    Instant time,
    Duration interval,
    Duration processing,
    Duration idle,
    Tally tally,
    long distinct,
    List<WordCount> counts,
    boolean isLast) {
  /** Whether there are words beyond {@link #counts()}. */
  public boolean hasMore() {
    return distinct > counts.size();
  }
}
