package io.dsstream.span;

import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.Ranking;
import io.dsstream.table.TopK;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The words of several batches together, in the memory of the driver; of a sum they may be taken
 * away again. What a batch costs follows its own words. For one thread.
 */
final class Totals {
  /** Of the longest words still no more bytes than an array holds. */
  private static final int WORDS_AN_ARRAY = 1 << 20;

  private final CountTable table;
  private final Ranking ranking;
  // Of a table of sums: else what is added is not what the values grow by.
  private long total;

  Totals(TableFactory tables, int limit) {
    table = tables.create();
    ranking = new Ranking(table, limit);
  }

  /** Whether what has been added can be taken away. */
  boolean isSum() {
    return table.isSum();
  }

  void add(List<byte[]> packed) {
    packed.forEach(counts -> PackedCounts.forEach(counts, this::add));
  }

  private void add(byte[] bytes, int from, int to, long value) {
    ranking.changed(bytes, from, to, table.add(bytes, from, to, value));
    total += value;
  }

  /** Takes away what has been added. */
  void take(List<byte[]> packed) {
    packed.forEach(counts -> PackedCounts.forEach(counts, this::take));
  }

  private void take(byte[] bytes, int from, int to, long value) {
    long left = table.take(bytes, from, to, value);
    total -= value;
    if (left == 0) {
      ranking.left(bytes, from, to);
    } else {
      ranking.changed(bytes, from, to, left);
    }
  }

  /** Takes a word out, whatever its count; whether it was there. */
  boolean remove(byte[] bytes, int from, int to) {
    int before = table.size();
    total -= table.remove(bytes, from, to);
    ranking.left(bytes, from, to);
    return table.size() < before;
  }

  /** Takes out the last words in print order, so that so many are left; how many those were. */
  long keepFirst(int words) {
    BitSet kept = new BitSet();
    Arrays.stream(TopK.slots(table, words)).forEach(kept::set);
    // Their slots move while words are taken out.
    List<byte[]> others =
        IntStream.range(0, table.slots())
            .filter(slot -> table.isUsed(slot) && !kept.get(slot))
            .mapToObj(table::key)
            .toList();
    others.forEach(key -> remove(key, 0, key.length));
    return others.size();
  }

  void clear() {
    table.clear();
    ranking.cleared();
    total = 0;
  }

  /** All words. */
  List<byte[]> packed() {
    int arrays = 1 + table.size() / WORDS_AN_ARRAY;
    return List.of(PackedCounts.partition(table, arrays));
  }

  int distinct() {
    return table.size();
  }

  SpanWords words(Instant from, long expired, long evicted) {
    long sum = table.isSum() ? total : table.total();
    return new SpanWords(from, sum, table.size(), ranking.words(), expired, evicted);
  }
}
