package io.dsstream.span;

import io.dsstream.table.WordCount;
import java.time.Instant;
import java.util.List;

/**
 * The words of a span, which ends at a batch's time.
 *
 * @param from where it begins
 * @param total the sum of all its counts; where each batch is counted for itself, how many words it
 *     has
 * @param distinct how many distinct words there are; long ones that start alike are one
 * @param counts the first of them, largest count first, ties by code point: as many as the sink's
 *     limit, so fewer than {@code distinct} if there are more
 * @param expired words that have left since the result before, because they had not come for long
 * @param evicted words that have left since then, because there were too many
 */
public record SpanWords(
    Instant from, long total, long distinct, List<WordCount> counts, long expired, long evicted) {
  /** Words of which none has left. */
  static SpanWords of(Instant from, long total, long distinct, List<WordCount> counts) {
    return new SpanWords(from, total, distinct, counts, 0, 0);
  }

  SpanWords first(int words) {
    return new SpanWords(from, total, distinct, counts.subList(0, words), expired, evicted);
  }
}
