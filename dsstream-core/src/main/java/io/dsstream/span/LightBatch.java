package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.rdd.BlockRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.UnionRDD;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The blocks of a batch that weighs little and lies in the memory of the driver: it is counted in
 * less time, some milliseconds, than Spark takes to run a job.
 */
final class LightBatch {
  static final int MAX_BYTES = 1 << 20;

  private LightBatch() {}

  /** All blocks, or nothing if they weigh more or lie elsewhere, or are yet to be computed. */
  static Optional<List<TextBlock>> of(RDD<TextBlock> batch) {
    return batch.context().isLocal() && isReceived(batch) ? read(batch) : Optional.empty();
  }

  private static boolean isReceived(RDD<?> rdd) {
    return rdd instanceof BlockRDD
        || rdd instanceof UnionRDD
            && CollectionConverters.asJava(rdd.dependencies()).stream()
                .map(Dependency::rdd)
                .allMatch(LightBatch::isReceived);
  }

  private static Optional<List<TextBlock>> read(RDD<TextBlock> batch) {
    List<TextBlock> blocks = new ArrayList<>();
    long bytes = 0;
    for (Partition partition : batch.partitions()) {
      // Blocks are read without a task, and so without its context. To read them to the end lets go
      // of them.
      Iterator<TextBlock> rest = batch.iterator(partition, null);
      while (rest.hasNext()) {
        TextBlock block = rest.next();
        blocks.add(block);
        bytes += block.length();
      }
      if (bytes > MAX_BYTES) {
        return Optional.empty();
      }
    }
    return Optional.of(blocks);
  }
}
