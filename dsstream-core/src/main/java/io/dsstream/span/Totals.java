package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.Ranking;
import io.dsstream.table.TopK;
import io.dsstream.tokenizer.Tokenizer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;

/**
 * The words of several batches together; of a sum they may be taken away again. What a batch costs
 * follows its own words. A share is packed counts, in several arrays of which a word may be in more
 * than one.
 */
final class Totals implements Store<List<byte[]>> {
  /** Of the longest words still no more bytes than an array holds. */
  private static final int WORDS_AN_ARRAY = 1 << 20;

  private final BatchJob job;
  private final CountTable table;
  private final Ranking ranking;
  // Of each word, in how many of the batches it came that have not faded.
  private final CountTable recent;
  // Of a table of sums: else what is added is not what the values grow by.
  private long total;

  Totals(BatchJob job, TableFactory tables, int limit) {
    this.job = job;
    table = tables.create();
    ranking = new Ranking(table, limit);
    recent = new CountTable(tables.seed());
  }

  /** Totals of no batch. */
  static Totals of(Tokenizer tokenizer, Reducer<Long> reducer, int limit) {
    TableFactory tables = new TableFactory(reducer);
    return new Totals(new BatchJob(tokenizer, tables, limit), tables, limit);
  }

  @Override
  public Share<List<byte[]>> share(RDD<TextBlock> batch, Instant time) {
    return job.pack(batch);
  }

  @Override
  public List<byte[]> nothing() {
    return List.of();
  }

  @Override
  public boolean startSliding() {
    return table.isSum();
  }

  @Override
  public void add(List<byte[]> packed) {
    packed.forEach(counts -> PackedCounts.forEach(counts, this::add));
  }

  private void add(byte[] bytes, int from, int to, long value) {
    ranking.changed(bytes, from, to, table.add(bytes, from, to, value));
    total += value;
  }

  @Override
  public void take(List<byte[]> packed) {
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

  /** Takes a word out, whatever its count, if it is there. */
  private void remove(byte[] bytes, int from, int to) {
    total -= table.remove(bytes, from, to);
    ranking.left(bytes, from, to);
  }

  @Override
  public void come(List<byte[]> counts) {
    counts.forEach(packed -> PackedCounts.forEach(packed, this::come));
  }

  private void come(byte[] bytes, int from, int to, long value) {
    recent.add(bytes, from, to, 1);
  }

  @Override
  public long fade(List<byte[]> counts) {
    long before = table.size();
    counts.forEach(packed -> PackedCounts.forEach(packed, this::fade));
    return before - table.size();
  }

  private void fade(byte[] bytes, int from, int to, long value) {
    if (recent.take(bytes, from, to, 1) == 0) {
      remove(bytes, from, to);
    }
  }

  @Override
  public long keepFirst(int words) {
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

  @Override
  public void clear() {
    table.clear();
    ranking.cleared();
    total = 0;
  }

  @Override
  public List<byte[]> all() {
    int arrays = 1 + table.size() / WORDS_AN_ARRAY;
    return List.of(PackedCounts.partition(table, arrays));
  }

  @Override
  public int distinct() {
    return table.size();
  }

  @Override
  public SpanWords words(Instant from, long expired, long evicted) {
    long sum = table.isSum() ? total : table.total();
    return new SpanWords(from, sum, table.size(), ranking.words(), null, expired, evicted);
  }

  /** How many arrays there are, and of each its length and its bytes. */
  @Override
  public void write(List<byte[]> counts, DataOutput out) throws IOException {
    out.writeInt(counts.size());
    for (byte[] packed : counts) {
      out.writeInt(packed.length);
      out.write(packed);
    }
  }

  @Override
  public List<byte[]> read(DataInput in) throws IOException {
    int arrays = in.readInt();
    List<byte[]> counts = new ArrayList<>();
    for (int i = 0; i < arrays; i++) {
      byte[] packed = new byte[in.readInt()];
      in.readFully(packed);
      counts.add(packed);
    }
    return counts;
  }
}
