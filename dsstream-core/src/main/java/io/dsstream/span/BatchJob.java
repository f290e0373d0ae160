package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import io.dsstream.tokenizer.Tokenizer;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.rdd.RDD;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * Counts a batch in one Spark job of few tasks, or if it is a {@link LightBatch} without one.
 *
 * <p>The driver merges what the tasks found, which is quick for as many words as a language has. A
 * task that finds more gives up; the batch is then counted again with a shuffle, where each reduce
 * partition merges its share and tells the driver its first words only. So are the batches after
 * it, light ones apart, until one has few words again. Shares are as small as the heap wants, so
 * that memory does not follow the words of a batch.
 */
final class BatchJob implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Some 400,000 words, or 20 ms of the driver's time; Spark's default bound for all is 1 GiB. */
  static final int MAX_FOR_DRIVER = 4 << 20;

  /** Different ones, as a full block of many words has; 700,000 at most. */
  private static final int WORDS_A_BLOCK = 200_000;

  private final Tokenizer tokenizer;
  private final TableFactory tables;
  private final int limit;
  private volatile boolean manyWords;

  /**
   * @param limit how many words a batch's result holds at most
   */
  BatchJob(Tokenizer tokenizer, TableFactory tables, int limit) {
    this.tokenizer = tokenizer;
    this.tables = tables;
    this.limit = limit;
  }

  /** The first words of a batch. */
  Counted count(RDD<TextBlock> blocks) {
    return LightBatch.of(blocks)
        .map(light -> here(light, counter -> counted(counter.tally(), counter.table())))
        .orElseGet(() -> countByJob(blocks));
  }

  /** All words of a batch, however many there are. */
  Share<List<byte[]>> pack(RDD<TextBlock> blocks) {
    return LightBatch.of(blocks)
        .map(light -> here(light, BatchJob::packed))
        .orElseGet(() -> packByJob(blocks));
  }

  private <R> R here(List<TextBlock> blocks, Function<BlockCounter, R> result) {
    return tables.lend(
        table -> {
          BlockCounter counter = new BlockCounter(tokenizer, table);
          blocks.forEach(counter::count);
          return result.apply(counter);
        });
  }

  private Counted counted(Tally tally, CountTable table) {
    return new Counted(tally, table.size(), TopK.words(table, limit));
  }

  private static Share<List<byte[]>> packed(BlockCounter counter) {
    return new Share<>(counter.tally(), List.of(PackedCounts.all(counter.table())));
  }

  private Share<List<byte[]>> packByJob(RDD<TextBlock> blocks) {
    CountedBlocks counted = new CountedBlocks(few(blocks, tasks(blocks)), tokenizer, tables, 1);
    List<Partial> partials =
        Stream.of(run(counted, new All(), Partial[].class)).flatMap(Stream::of).toList();
    return new Share<>(
        partials.stream().map(Partial::tally).reduce(Tally.ZERO, Tally::plus),
        partials.stream().map(Partial::counts).toList());
  }

  private Counted countByJob(RDD<TextBlock> blocks) {
    int tasks = tasks(blocks);
    if (!manyWords) {
      CountedBlocks counted = new CountedBlocks(few(blocks, tasks), tokenizer, tables, 1);
      Partial[] partials = run(counted, new ForDriver(), Partial.class);
      manyWords = Stream.of(partials).anyMatch(partial -> partial == null);
      if (!manyWords) {
        return tables.lend(table -> merged(partials, table));
      }
    }
    int partitions = partitions(blocks.getNumPartitions(), tasks, tables.full());
    Part[] parts =
        run(
            shuffled(blocks, tasks, partitions, tokenizer, tables),
            new Merge(tables, limit),
            Part.class);
    Counted counted = tables.lend(table -> joined(parts, table));
    manyWords =
        counted.distinct() > tables.full()
            || Stream.of(parts).mapToLong(Part::packed).sum() > MAX_FOR_DRIVER;
    return counted;
  }

  /** Partial counts, each reduce partition's in one place; a single task needs no shuffle. */
  static RDD<Tuple2<Integer, Partial>> shuffled(
      RDD<TextBlock> blocks, Tokenizer tokenizer, TableFactory tables) {
    int tasks = tasks(blocks);
    return shuffled(blocks, tasks, tasks, tokenizer, tables);
  }

  private static RDD<Tuple2<Integer, Partial>> shuffled(
      RDD<TextBlock> blocks, int tasks, int partitions, Tokenizer tokenizer, TableFactory tables) {
    CountedBlocks counted = new CountedBlocks(few(blocks, tasks), tokenizer, tables, partitions);
    return partitions == 1
        ? counted
        : JavaPairRDD.fromRDD(counted, tag(Integer.class), tag(Partial.class))
            .partitionBy(new HashPartitioner(partitions))
            .rdd();
  }

  /** Each block is a partition; few tasks have few tables to fill and to merge. */
  private static RDD<TextBlock> few(RDD<TextBlock> blocks, int tasks) {
    return blocks.coalesce(tasks, false, Option.empty(), null);
  }

  private static int tasks(RDD<TextBlock> blocks) {
    return Math.max(1, Math.min(blocks.getNumPartitions(), blocks.context().defaultParallelism()));
  }

  /** How many reduce partitions: so many that the words of each fit in about one full table. */
  static int partitions(int blocks, int tasks, int full) {
    return Math.max(tasks, blocks / Math.max(1, full / WORDS_A_BLOCK));
  }

  @SuppressWarnings("unchecked")
  private static <R> R[] run(
      RDD<Tuple2<Integer, Partial>> partials, OfPartition<R> function, Class<R> type) {
    return (R[]) partials.context().runJob(partials, function, tag(type));
  }

  private static <T> ClassTag<T> tag(Class<T> type) {
    return ClassTag$.MODULE$.apply(type);
  }

  private Counted merged(Partial[] partials, CountTable table) {
    Tally tally = Tally.ZERO;
    for (Partial partial : partials) {
      tally = partial.addTo(table, tally);
    }
    return counted(tally, table);
  }

  private Counted joined(Part[] parts, CountTable table) {
    Stream.of(parts).forEach(part -> PackedCounts.unpack(part.first(), table));
    Tally tally = Stream.of(parts).map(Part::tally).reduce(Tally.ZERO, Tally::plus);
    long distinct = Stream.of(parts).mapToLong(Part::distinct).sum();
    return new Counted(tally, distinct, TopK.words(table, limit));
  }

  /** A function of the partials of a partition; named, so that Spark inspects no bytecode. */
  private abstract static class OfPartition<R>
      extends AbstractFunction2<TaskContext, Iterator<Tuple2<Integer, Partial>>, R>
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The only partial that a task has, empty if none, or null if it is too much for the driver. */
  private static final class ForDriver extends OfPartition<Partial> {
    private static final long serialVersionUID = 1L;

    @Override
    public Partial apply(TaskContext context, Iterator<Tuple2<Integer, Partial>> partials) {
      Partial first = partials.hasNext() ? partials.next()._2() : Partial.NONE;
      boolean isAll = first.counts().length <= MAX_FOR_DRIVER && !partials.hasNext();
      return isAll ? first : null;
    }
  }

  /** All partials that a task has. */
  private static final class All extends OfPartition<Partial[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Partial[] apply(TaskContext context, Iterator<Tuple2<Integer, Partial>> partials) {
      return CollectionConverters.asJava(partials.map(Tuple2::_2).toSeq()).toArray(Partial[]::new);
    }
  }

  /** All partials of a reduce partition, as one. */
  private static final class Merge extends OfPartition<Part> {
    private static final long serialVersionUID = 1L;

    private final TableFactory tables;
    private final int limit;

    Merge(TableFactory tables, int limit) {
      this.tables = tables;
      this.limit = limit;
    }

    @Override
    public Part apply(TaskContext context, Iterator<Tuple2<Integer, Partial>> partials) {
      return tables.lend(table -> Part.of(CollectionConverters.asJava(partials), table, limit));
    }
  }
}
