package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.TopK;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** {@link Spans#eachBatch()}: a {@link BatchJob} for each. */
final class EachBatch implements Span {
  private static final Logger LOG = LoggerFactory.getLogger(EachBatch.class);

  @Override
  public void forEach(
      JavaDStream<TextBlock> blocks,
      Tokenizer tokenizer,
      Reducer<Long> reducer,
      int limit,
      Consumer<BatchResult> sink) {
    BatchJob job = new BatchJob(tokenizer, new TableFactory(reducer), limit);
    OpenSources sources = new OpenSources(blocks.dstream());
    Duration interval = Duration.ofMillis(blocks.dstream().slideDuration().milliseconds());
    blocks.foreachRDD(
        (rdd, time) -> {
          long started = System.nanoTime();
          try {
            Counted counted = job.count(rdd.rdd());
            Instant end = Instant.ofEpochMilli(time.milliseconds());
            Duration processing = Duration.ofNanos(System.nanoTime() - started);
            Duration idle = sources.idleAfter(counted.tally(), interval);
            LOG.debug("batch {}: {}, idle {} ms", end, counted.tally(), idle.toMillis());
            sink.accept(
                new BatchResult(
                    end,
                    interval,
                    processing,
                    idle,
                    counted.tally(),
                    counted.distinct(),
                    counted.first(),
                    sources.endWith(counted.tally())));
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
