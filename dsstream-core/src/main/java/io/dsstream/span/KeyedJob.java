package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.Reducer;
import io.dsstream.tokenizer.KeyedLines;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.reflect.ClassTag$;

/** Aggregates a batch in one Spark job, or if it is a {@link LightBatch} without one. */
final class KeyedJob<T, A> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More blocks than a partition has. */
  private static final int BLOCK_BITS = 15;

  private final KeyedLines<T> lines;
  private final Aggregate<? super T, A, ?> aggregate;

  /** A block and its place among those of the batch. */
  private record Placed(long place, TextBlock block) {}

  KeyedJob(KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate) {
    this.lines = lines;
    this.aggregate = aggregate;
  }

  /** What each key of a batch has. */
  Share<Map<String, A>> share(RDD<TextBlock> batch, long time) {
    return LightBatch.of(batch)
        .map(blocks -> share(placed(0, blocks.iterator()), time))
        .orElseGet(() -> shareByJob(batch, time));
  }

  /** The driver merges what the tasks found, which come as bytes: Kryo may not know the totals. */
  private Share<Map<String, A>> shareByJob(RDD<TextBlock> batch, long time) {
    int tasks = Math.min(batch.getNumPartitions(), batch.context().defaultParallelism());
    List<byte[]> shares =
        new JavaRDD<>(batch, ClassTag$.MODULE$.<TextBlock>apply(TextBlock.class))
            .mapPartitionsWithIndex((index, blocks) -> placed(index, blocks), true)
            .coalesce(Math.max(1, tasks))
            .mapPartitions(blocks -> List.of(Serialized.bytes(share(blocks, time))).iterator())
            .collect();
    Reducer<A> reducer = aggregate.reducer();
    Tally tally = Tally.ZERO;
    Map<String, A> totals = new HashMap<>();
    for (byte[] bytes : shares) {
      Share<Map<String, A>> share = read(bytes);
      tally = tally.plus(share.tally());
      share
          .words()
          .forEach(
              (key, total) -> totals.merge(key, total, (a, b) -> Functions.reduced(reducer, a, b)));
    }
    return new Share<>(tally, totals);
  }

  private static <A> Share<Map<String, A>> read(byte[] bytes) {
    try {
      return Serialized.read(bytes, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a task's totals: " + e.getMessage(), e);
    }
  }

  private static Iterator<Placed> placed(long partition, Iterator<TextBlock> blocks) {
    return new Iterator<>() {
      private long place = partition << BLOCK_BITS;

      @Override
      public boolean hasNext() {
        return blocks.hasNext();
      }

      @Override
      public Placed next() {
        return new Placed(place++, blocks.next());
      }
    };
  }

  private Share<Map<String, A>> share(Iterator<Placed> blocks, long time) {
    KeyedCounter<T, A> counter = new KeyedCounter<>(lines, aggregate, time);
    blocks.forEachRemaining(placed -> counter.count(placed.block(), placed.place()));
    return new Share<>(counter.tally(), counter.totals());
  }
}
