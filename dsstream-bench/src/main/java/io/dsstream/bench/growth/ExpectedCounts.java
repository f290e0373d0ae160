package io.dsstream.bench.growth;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How often each word has come, counted without any engine, and what answers must say. */
final class ExpectedCounts {
  private final int[] counts;
  private long total;
  private long distinct;

  /**
   * @param keys one more than the largest word
   */
  ExpectedCounts(int keys) {
    counts = new int[keys];
  }

  /** Counts words that come. */
  void add(int... words) {
    for (int word : words) {
      distinct += counts[word] == 0 ? 1 : 0;
      counts[word]++;
    }
    total += words.length;
  }

  /** Forgets words that leave. */
  void take(int... words) {
    for (int word : words) {
      counts[word]--;
      distinct -= counts[word] == 0 ? 1 : 0;
    }
    total -= words.length;
  }

  /**
   * Checks an answer but for its first words, which would take a look at all.
   *
   * @throws IllegalStateException if it is wrong
   */
  void requireTotals(Answer answer) {
    if (answer.total() != Answer.NO_TOTAL) {
      Exact.require("words of the span", total, answer.total());
    }
    Exact.require("distinct words of the span", distinct, answer.distinct());
  }

  /**
   * Checks an answer.
   *
   * @throws IllegalStateException if it is wrong
   */
  void requireAll(Answer answer) {
    requireTotals(answer);
    List<Long> first =
        IntStream.of(counts)
            .filter(count -> count > 0)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .limit(Answer.LIMIT)
            .map(Integer::longValue)
            .toList();
    if (!answer.first().equals(first)) {
      throw new IllegalStateException(
          "largest counts of the span must be %s: %s".formatted(first, answer.first()));
    }
  }
}
