package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import io.dsstream.table.WordCount;
import io.dsstream.tokenizer.Tokenizer;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/**
 * {@link Spans#eachBatch()}. A batch's blocks are coalesced to about one task per core; each task
 * keeps one table; packed partials cross the shuffle; each reduce partition gives its first words.
 */
final class EachBatch implements Span {

  @Override
  public void forEach(
      JavaDStream<TextBlock> blocks,
      Tokenizer tokenizer,
      Reducer<Long> reducer,
      int limit,
      Consumer<BatchResult> sink) {
    TableFactory tables = new TableFactory(reducer);
    Duration interval = Duration.ofMillis(blocks.dstream().slideDuration().milliseconds());
    blocks.foreachRDD(
        (rdd, time) -> {
          long started = System.nanoTime();
          try {
            List<Part> parts = parts(partials(rdd, tokenizer, tables), tables, limit);
            Instant end = Instant.ofEpochMilli(time.milliseconds());
            sink.accept(result(end, interval, started, parts, tables, limit));
          } catch (VirtualMachineError | LinkageError e) {
            // Spark catches no such Error: it would lose the batch, and the job would go on.
            throw new IllegalStateException("batch failed: " + e, e);
          }
        });
  }

  @Override
  public JavaPairDStream<String, Long> counts(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer) {
    TableFactory tables = new TableFactory(reducer);
    return blocks.transformToPair(
        rdd ->
            partials(rdd, tokenizer, tables)
                .mapPartitionsToPair(p -> pairs(MergePartials.of(p, tables.create()).table())));
  }

  /** Partial counts of a batch, one reduce partition per task; a single task needs no shuffle. */
  private static JavaPairRDD<Integer, Partial> partials(
      JavaRDD<TextBlock> blocks, Tokenizer tokenizer, TableFactory tables) {
    int tasks = Math.min(blocks.getNumPartitions(), blocks.context().defaultParallelism());
    int partitions = Math.max(1, tasks);
    JavaPairRDD<Integer, Partial> partials =
        blocks
            .coalesce(partitions)
            .mapPartitionsToPair(new CountBlocks(tokenizer, tables, partitions));
    return tasks > 1 ? partials.partitionBy(new HashPartitioner(tasks)) : partials;
  }

  private static List<Part> parts(
      JavaPairRDD<Integer, Partial> partials, TableFactory tables, int limit) {
    return partials.mapPartitions(p -> List.of(part(p, tables, limit)).iterator()).collect();
  }

  private static Part part(
      Iterator<Tuple2<Integer, Partial>> partials, TableFactory tables, int limit) {
    return tables.lend(table -> Part.of(MergePartials.of(partials, table), limit));
  }

  private static Iterator<Tuple2<String, Long>> pairs(CountTable table) {
    return IntStream.range(0, table.slots())
        .filter(table::isUsed)
        .mapToObj(slot -> TopK.word(table, slot))
        .map(word -> new Tuple2<>(word.word(), word.count()))
        .iterator();
  }

  private static BatchResult result(
      Instant time,
      Duration interval,
      long started,
      List<Part> parts,
      TableFactory tables,
      int limit) {
    List<WordCount> counts = tables.lend(table -> first(parts, table, limit));
    Tally tally = parts.stream().map(Part::tally).reduce(Tally.ZERO, Tally::plus);
    long distinct = parts.stream().mapToLong(Part::distinct).sum();
    Duration processing = Duration.ofNanos(System.nanoTime() - started);
    return new BatchResult(time, interval, processing, tally, distinct, counts);
  }

  private static List<WordCount> first(List<Part> parts, CountTable table, int limit) {
    parts.forEach(part -> PackedCounts.unpack(part.first, table));
    return TopK.words(table, limit);
  }

  /**
   * What a reduce partition tells the driver.
   *
   * @param first its first words in print order, packed
   */
  private record Part(Tally tally, long distinct, byte[] first) implements Serializable {
    static Part of(MergePartials merged, int limit) {
      CountTable table = merged.table();
      byte[] first = PackedCounts.of(table, TopK.slots(table, limit));
      return new Part(merged.tally(), table.size(), first);
    }
  }
}
