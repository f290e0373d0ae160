package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.tokenizer.Tokenizer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The map side of a batch: each task counts its blocks in a table and packs it for so many reduce
 * partitions. When the table is full it packs, and starts over: its memory is bounded, however many
 * words there are. A task without blocks finds nothing.
 *
 * <p>An RDD of its own, where {@code mapPartitions} would do: Spark reads and inspects the bytecode
 * of each function that it is given, again for each batch, and that took longer than a small batch
 * itself.
 */
final class CountedBlocks extends RDD<Tuple2<Integer, Partial>> {
  private static final long serialVersionUID = 1L;
  private static final ClassTag<TextBlock> BLOCK = ClassTag$.MODULE$.apply(TextBlock.class);

  private final Tokenizer tokenizer;
  private final TableFactory tables;
  private final int partitions;

  CountedBlocks(RDD<TextBlock> blocks, Tokenizer tokenizer, TableFactory tables, int partitions) {
    super(blocks, ClassTag$.MODULE$.apply(Tuple2.class));
    this.tokenizer = tokenizer;
    this.tables = tables;
    this.partitions = partitions;
  }

  @Override
  public Partition[] getPartitions() {
    return firstParent(BLOCK).partitions();
  }

  @Override
  public Iterator<Tuple2<Integer, Partial>> compute(Partition split, TaskContext context) {
    Iterator<TextBlock> blocks = firstParent(BLOCK).iterator(split, context);
    return CollectionConverters.asScala(
        Stream.iterate(blocks, Iterator::hasNext, UnaryOperator.identity())
            .flatMap(rest -> tables.lend(table -> count(rest, table)))
            .iterator());
  }

  /** Counts blocks until the table is full or there are no more. */
  private Stream<Tuple2<Integer, Partial>> count(Iterator<TextBlock> blocks, CountTable table) {
    BlockCounter counter = new BlockCounter(tokenizer, table);
    do {
      counter.count(blocks.next());
    } while (!tables.isFull(table) && blocks.hasNext());
    byte[][] packed = PackedCounts.partition(table, partitions);
    Tally tally = counter.tally();
    return IntStream.range(0, partitions)
        .mapToObj(p -> new Tuple2<>(p, new Partial(p == 0 ? tally : Tally.ZERO, packed[p])));
  }
}
