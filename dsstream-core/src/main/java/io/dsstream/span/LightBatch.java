package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.Dependency;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.BlockRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.UnionRDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockInfo;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.memory.MemoryStore;
import scala.Option;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The blocks of a batch that weighs little and lies as objects in the memory of the driver: it is
 * counted in less time than Spark takes to run a job, which is 10 ms and more.
 *
 * <p>They are looked at without the block manager's locks, which a thread without a task might
 * never give back: what a receiver stored does not change, and if it has left the memory there is a
 * job.
 */
final class LightBatch {
  /** Less than a job's time for most tokenizers, and for a slow pattern little more. */
  static final int MAX_BYTES = 1 << 18;

  private LightBatch() {}

  /** All blocks; or nothing if they weigh more, lie elsewhere or are yet to be computed. */
  static Optional<List<TextBlock>> of(RDD<TextBlock> batch) {
    return batch.context().isLocal() && isReceived(batch)
        ? read(ids(batch).toList())
        : Optional.empty();
  }

  /** A stream that is kept for more than its batch, as a window's is, has another level. */
  private static boolean isReceived(RDD<?> rdd) {
    return rdd.getStorageLevel().equals(StorageLevel.NONE())
        && (rdd instanceof BlockRDD
            || rdd instanceof UnionRDD && parents(rdd).allMatch(LightBatch::isReceived));
  }

  private static Stream<BlockId> ids(RDD<?> rdd) {
    return rdd instanceof BlockRDD<?> blocks
        ? Stream.of(blocks.blockIds())
        : parents(rdd).flatMap(LightBatch::ids);
  }

  private static Stream<RDD<?>> parents(RDD<?> rdd) {
    return CollectionConverters.asJava(rdd.dependencies()).stream().map(Dependency::rdd);
  }

  private static Optional<List<TextBlock>> read(List<BlockId> ids) {
    List<TextBlock> read = new ArrayList<>();
    long bytes = 0;
    for (BlockId id : ids) {
      Option<Iterator<Object>> values = inMemory(id);
      if (values.isEmpty()) {
        return Optional.empty();
      }
      while (values.get().hasNext()) {
        TextBlock block = (TextBlock) values.get().next();
        read.add(block);
        bytes += block.length();
        if (bytes > MAX_BYTES) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(read);
  }

  /** The objects of a block, or nothing if they are not in memory or only as bytes. */
  private static Option<Iterator<Object>> inMemory(BlockId id) {
    BlockManager manager = SparkEnv.get().blockManager();
    Option<BlockInfo> info = manager.blockInfoManager().get(id);
    return info.isDefined() && info.get().level().deserialized()
        ? values(manager.memoryStore(), id)
        : Option.empty();
  }

  @SuppressWarnings("unchecked")
  private static Option<Iterator<Object>> values(MemoryStore memory, BlockId id) {
    return (Option<Iterator<Object>>) (Option<?>) memory.getValues(id);
  }
}
