package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
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
        (limit, interval) ->
            new OneBatch(new BatchJob(tokenizer, new TableFactory(reducer), limit), interval));
  }

  @Override
  public <T> SpanJob job(KeyedLines<T> lines, Aggregate<? super T, ?, ?> aggregate) {
    return new SpanJob(
        this,
        IDENTITY,
        (limit, interval) -> new OneShare<>(KeyedTotals.of(lines, aggregate, limit), interval));
  }

  /** The share of the batch that was added last. */
  private static final class OneShare<B> implements SpanState {
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
  }

  /** The batch that was added last, and no other. */
  private static final class OneBatch implements SpanState {
    private final BatchJob job;
    private final Duration interval;
    private Counted counted;

    OneBatch(BatchJob job, Duration interval) {
      this.job = job;
      this.interval = interval;
    }

    @Override
    public Tally add(RDD<TextBlock> batch, Instant time) {
      counted = job.count(batch);
      return counted.tally();
    }

    @Override
    public boolean isDue(Instant time) {
      return true;
    }

    @Override
    public SpanWords words(Instant time) {
      return SpanWords.of(
          time.minus(interval), counted.tally().words(), counted.distinct(), counted.first());
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
