package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/** The map side: all blocks of a task into one table, the table into one partial per partition. */
final class CountBlocks implements PairFlatMapFunction<Iterator<TextBlock>, Integer, Partial> {
  private static final long serialVersionUID = 1L;

  private final Tokenizer tokenizer;
  private final TableFactory tables;
  private final int partitions;

  CountBlocks(Tokenizer tokenizer, TableFactory tables, int partitions) {
    this.tokenizer = tokenizer;
    this.tables = tables;
    this.partitions = partitions;
  }

  @Override
  public Iterator<Tuple2<Integer, Partial>> call(Iterator<TextBlock> blocks) {
    return tables.lend(table -> count(blocks, table));
  }

  private Iterator<Tuple2<Integer, Partial>> count(Iterator<TextBlock> blocks, CountTable table) {
    BlockCounter counter = new BlockCounter(tokenizer, table);
    blocks.forEachRemaining(counter::count);
    byte[][] packed = PackedCounts.partition(counter.table(), partitions);
    List<Tuple2<Integer, Partial>> partials = new ArrayList<>(partitions);
    for (int p = 0; p < partitions; p++) {
      Tally tally = p == 0 ? counter.tally() : Tally.ZERO;
      partials.add(new Tuple2<>(p, new Partial(tally, packed[p])));
    }
    return partials.iterator();
  }
}
