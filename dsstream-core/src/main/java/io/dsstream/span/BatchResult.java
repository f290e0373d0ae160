package io.dsstream.span;

import io.dsstream.table.WordCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a span gives after a batch; every sink is a function of it.
 *
 * @param time the batch time: the end of its interval
 * @param interval the batch interval
 * @param processing how long the counting of the batch took
 * @param idle for how long, at the batch's time, no whole line has come, counted in batches
 * @param batches how many batches there have been since the result before, this one included
 * @param tally lines, words, bytes and what was wrong with them, of all those batches
 * @param span the words
 * @param isLast whether with this batch all sources have ended for good: no line comes after it
 */
public record BatchResult(
    Instant time,
    Duration interval,
    Duration processing,
    Duration idle,
    int batches,
    Tally tally,
    SpanWords span,
    boolean isLast) {
  /** The first words of the span, in print order; none where values are told by key. */
  public List<WordCount> counts() {
    return span.counts();
  }

  /** This with so many words, or keys, at most, and of a key so many heavy hitters. */
  public BatchResult first(int words) {
    return results() == null && words >= span.told()
        ? this
        : new BatchResult(
            time, interval, processing, idle, batches, tally, span.first(words), isLast);
  }

  /** The results of the first words or keys, whichever the span has: of a word its count. */
  public List<KeyResult> keys() {
    return span.keys();
  }

  /** This with other results, of so many keys in all. */
  public BatchResult withResults(List<KeyResult> results, long distinct) {
    return new BatchResult(
        time,
        interval,
        processing,
        idle,
        batches,
        tally,
        span.withResults(results, distinct),
        isLast);
  }

  /** The results of the first keys; null where words are counted. */
  public List<KeyResult> results() {
    return span.results();
  }

  /** How many distinct words, or keys, the span has. */
  public long distinct() {
    return span.distinct();
  }

  /** Whether there are words or keys beyond those told. */
  public boolean hasMore() {
    return more() > 0;
  }

  /** How many words or keys there are beyond those told. */
  public long more() {
    return distinct() - span.told();
  }
}
