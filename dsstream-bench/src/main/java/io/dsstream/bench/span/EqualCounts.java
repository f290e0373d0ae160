package io.dsstream.bench.span;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import io.dsstream.span.BlockCounter;
import io.dsstream.table.CountTable;
import io.dsstream.table.TopK;
import io.dsstream.table.WordCount;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Checks that the benchmarks count the same words: a fast wrong answer is not a result. */
public final class EqualCounts {
  private EqualCounts() {}

  /**
   * How many words a block holds, which is what both count.
   *
   * @throws IllegalStateException if the counts of a word differ
   */
  static long requireEqual(TextBlock block) {
    BlockCounter counter = BlockCounterBenchmark.count(block, new CountTable(1));
    Map<String, Long> counted = asMap(counter.table());
    Map<String, Long> expected = SplitAndMerge.count(block);
    long words = expected.values().stream().mapToLong(Long::longValue).sum();
    requireEqual(counted, expected);
    if (counter.table().size() != expected.size() || counter.tally().words() != words) {
      throw new IllegalStateException("tally must be " + words + " words: " + counter.tally());
    }
    return words;
  }

  /**
   * Compares counts.
   *
   * @throws IllegalStateException if the counts of a word differ
   */
  public static void requireEqual(Map<String, Long> counted, Map<String, Long> expected) {
    if (!counted.equals(expected)) {
      String word =
          Stream.concat(expected.keySet().stream(), counted.keySet().stream())
              .filter(w -> !expected.getOrDefault(w, 0L).equals(counted.getOrDefault(w, 0L)))
              .findFirst()
              .orElseThrow();
      throw new IllegalStateException(
          "count of '%s' must be %s: %s".formatted(word, expected.get(word), counted.get(word)));
    }
  }

  /** What a table holds. */
  public static Map<String, Long> asMap(CountTable table) {
    Map<String, Long> counts = new HashMap<>();
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.isUsed(slot)) {
        WordCount word = TopK.word(table, slot);
        counts.put(word.word(), word.count());
      }
    }
    return counts;
  }
}
