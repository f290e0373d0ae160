package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.block.TextBlock;
import io.dsstream.join.JoinType;
import io.dsstream.join.KeyFilter;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import io.dsstream.table.WordCount;
import io.dsstream.tokenizer.Tokenizer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
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
  private final ToldWords told;
  private final Presence presence;
  // Of each word, in how many of the batches it came that have not faded.
  private final CountTable recent;
  // Of a table of sums: else what is added is not what the values grow by.
  private long total;

  Totals(BatchJob job, TableFactory tables, Selection selection) {
    this.job = job;
    table = tables.create();
    told = ToldWords.of(table, selection);
    presence = new Presence(word -> value(word).isPresent());
    recent = new CountTable(tables.seed());
  }

  /** Totals of no batch. */
  static Totals of(Tokenizer tokenizer, Reducer<Long> reducer, Selection selection) {
    TableFactory tables = new TableFactory(reducer);
    return new Totals(new BatchJob(tokenizer, tables, selection.limit()), tables, selection);
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
    packed.forEach(counts -> PackedCounts.forEach(counts, table, this::add));
  }

  private void add(byte[] bytes, int from, int to, long value) {
    int before = table.size();
    told.changed(bytes, from, to, table.add(bytes, from, to, value));
    total += value;
    if (table.size() != before) {
      cameOrLeft(bytes, from, to);
    }
  }

  @Override
  public void take(List<byte[]> packed) {
    packed.forEach(counts -> PackedCounts.forEach(counts, table, this::take));
  }

  private void take(byte[] bytes, int from, int to, long value) {
    long left = table.take(bytes, from, to, value);
    total -= value;
    if (left == 0) {
      told.left(bytes, from, to);
      cameOrLeft(bytes, from, to);
    } else {
      told.changed(bytes, from, to, left);
    }
  }

  /** Takes a word out, whatever its count, if it is there. */
  private void remove(byte[] bytes, int from, int to) {
    total -= table.remove(bytes, from, to);
    told.left(bytes, from, to);
    cameOrLeft(bytes, from, to);
  }

  private void cameOrLeft(byte[] bytes, int from, int to) {
    if (presence.isWatched()) {
      presence.changed(new String(bytes, from, to - from, UTF_8));
    }
  }

  @Override
  public void come(List<byte[]> counts) {
    counts.forEach(packed -> PackedCounts.forEach(packed, recent, this::come));
  }

  private void come(byte[] bytes, int from, int to, long value) {
    recent.add(bytes, from, to, 1);
  }

  @Override
  public long fade(List<byte[]> counts) {
    long before = table.size();
    counts.forEach(packed -> PackedCounts.forEach(packed, recent, this::fade));
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
    told.cleared();
    presence.cleared();
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
    List<WordCount> first = told.first();
    long sum = table.isSum() ? total : table.total();
    return new SpanWords(from, sum, told.distinct(), first, null, expired, evicted);
  }

  @Override
  public Object result(String word) {
    OptionalLong value = value(word);
    return value.isPresent() ? value.getAsLong() : null;
  }

  private OptionalLong value(String word) {
    byte[] bytes = word.getBytes(UTF_8);
    return table.get(bytes, 0, bytes.length);
  }

  @Override
  public KeyFilter filter(JoinType type) {
    return presence.filter(type);
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
