package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.join.JoinType;
import io.dsstream.join.KeyFilter;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import io.dsstream.table.WordCount;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/** {@link Spans#eachBatch()}: a {@link BatchJob} for each. */
final class EachBatch implements Span {
  // No word outlives its batch: each life of a job may cut them as it likes.
  private static final Identity IDENTITY = new Identity("each batch", "");

  @Override
  public SpanJob job(Tokenizer tokenizer, Reducer<Long> reducer) {
    SpanJob.requireSerializable(tokenizer, reducer);
    return new SpanJob(
        this,
        IDENTITY,
        (selection, interval) ->
            new OneBatch(new TableFactory(reducer), tokenizer, selection, interval));
  }

  @Override
  public <T> SpanJob job(KeyedLines<T> lines, Aggregate<? super T, ?, ?> aggregate) {
    return new SpanJob(
        this,
        IDENTITY,
        (selection, interval) ->
            new OneShare<>(KeyedTotals.of(lines, aggregate, selection), interval));
  }

  /** The share of the batch that was added last. */
  private static final class OneShare<B> implements StreamState {
    private final Store<B> store;
    private final Duration interval;

    OneShare(Store<B> store, Duration interval) {
      this.store = store;
      this.interval = interval;
    }

    @Override
    public Tally add(RDD<TextBlock> batch, Instant time) {
      Share<B> share = store.share(batch, time);
      store.clear();
      store.add(share.words());
      return share.tally();
    }

    @Override
    public boolean isDue(Instant time) {
      return true;
    }

    @Override
    public SpanWords words(Instant time) {
      return store.words(time.minus(interval), 0, 0);
    }

    @Override
    public Lookup lookup() {
      return store;
    }
  }

  /** The batch that was added last, and no other. */
  private static final class OneBatch implements StreamState, Lookup {
    private final BatchJob job;
    private final KeyFilter filter;
    private final int limit;
    private final Duration interval;
    private Counted counted;
    // Made when somebody asks.
    private Map<String, Long> counts;
    private final Presence presence = new Presence(word -> result(word) != null);

    OneBatch(TableFactory tables, Tokenizer tokenizer, Selection selection, Duration interval) {
      this.filter = selection.filter();
      this.limit = selection.limit();
      this.interval = interval;
      this.job = new BatchJob(tokenizer, tables, filter == null ? limit : Integer.MAX_VALUE);
    }

    @Override
    public Tally add(RDD<TextBlock> batch, Instant time) {
      counted = job.count(batch);
      counts = null;
      presence.cleared();
      return counted.tally();
    }

    @Override
    public boolean isDue(Instant time) {
      return true;
    }

    @Override
    public SpanWords words(Instant time) {
      SpanWords all =
          SpanWords.of(
              time.minus(interval), counted.tally().words(), counted.distinct(), counted.first());
      return filter == null ? all : told(all);
    }

    private SpanWords told(SpanWords all) {
      filter.changed(); // which it learns by being asked
      List<WordCount> told =
          all.counts().stream().filter(word -> filter.lets(word.word())).toList();
      return SpanWords.of(all.from(), all.total(), told.size(), told).first(limit);
    }

    @Override
    public Lookup lookup() {
      return this;
    }

    @Override
    public Object result(String word) {
      if (counts == null) {
        counts =
            counted.first().stream().collect(Collectors.toMap(WordCount::word, WordCount::count));
      }
      return counts.get(word);
    }

    @Override
    public KeyFilter filter(JoinType type) {
      return presence.filter(type);
    }
  }

  @Override
  public <K, T, A, R> JavaPairDStream<K, R> byKey(
      JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate) {
    return new ByKey<>(pairs, aggregate).eachBatch();
  }

  @Override
  public JavaPairDStream<String, Long> counts(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer) {
    SpanJob.requireSerializable(tokenizer, reducer);
    TableFactory tables = new TableFactory(reducer);
    return blocks.transformToPair(
        rdd ->
            BatchJob.shuffled(rdd.rdd(), tokenizer, tables)
                .toJavaRDD()
                .mapPartitionsToPair(partials -> pairs(merged(partials, tables.create()))));
  }

  private static CountTable merged(Iterator<Tuple2<Integer, Partial>> partials, CountTable table) {
    partials.forEachRemaining(partial -> PackedCounts.unpack(partial._2().counts(), table));
    return table;
  }

  private static Iterator<Tuple2<String, Long>> pairs(CountTable table) {
    return IntStream.range(0, table.slots())
        .filter(table::isUsed)
        .mapToObj(slot -> TopK.word(table, slot))
        .map(word -> new Tuple2<>(word.word(), word.count()))
        .iterator();
  }
}
