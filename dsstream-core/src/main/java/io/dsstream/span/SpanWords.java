package io.dsstream.span;

import io.dsstream.table.WordCount;
import java.time.Instant;
import java.util.List;

/**
 * The words of a span, which ends at a batch's time, or the keys whose values it tells.
 *
 * @param from where it begins
 * @param total the sum of all its counts; where each batch is counted for itself, how many words it
 *     has; 0 where values are told by key
 * @param distinct how many distinct words or keys there are; long ones that start alike are one
 * @param counts the first of them, largest count first, ties by code point: as many as the sink's
 *     limit, so fewer than {@code distinct} if there are more
 * @param results where values are told by key, the first keys, the largest number first; null where
 *     words are counted
 * @param expired words or keys that have left since the result before, because they had not come
 *     for long
 * @param evicted words or keys that have left since then, because there were too many
 */
public record SpanWords(
    Instant from,
    long total,
    long distinct,
    List<WordCount> counts,
    List<KeyResult> results,
    long expired,
    long evicted) {
  /** Words of which none has left. */
  static SpanWords of(Instant from, long total, long distinct, List<WordCount> counts) {
    return new SpanWords(from, total, distinct, counts, null, 0, 0);
  }

  /** The results of keys. */
  static SpanWords ofKeys(
      Instant from, long distinct, List<KeyResult> results, long expired, long evicted) {
    return new SpanWords(from, 0, distinct, List.of(), results, expired, evicted);
  }

  /** The results of the keys, whichever the span has: of a word its count. */
  List<KeyResult> keys() {
    return results != null
        ? results
        : counts.stream().map(word -> new KeyResult(word.word(), word.count())).toList();
  }

  /** This with other results, of so many keys in all. */
  SpanWords withResults(List<KeyResult> others, long keys) {
    return new SpanWords(from, total, keys, List.of(), others, expired, evicted);
  }

  /** This with what has left of another too. */
  SpanWords plusLeft(SpanWords other) {
    return new SpanWords(
        from, total, distinct, counts, results, expired + other.expired, evicted + other.evicted);
  }

  SpanWords first(int n) {
    List<KeyResult> keys =
        results == null ? null : first(results, n).stream().map(key -> key.first(n)).toList();
    return new SpanWords(from, total, distinct, first(counts, n), keys, expired, evicted);
  }

  private static <T> List<T> first(List<T> all, int n) {
    return all.subList(0, Math.min(n, all.size()));
  }

  /** How many words or keys are here. */
  int told() {
    return results == null ? counts.size() : results.size();
  }
}
