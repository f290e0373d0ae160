package io.dsstream.source;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockInfo;
import org.apache.spark.storage.StreamBlockId;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * Bounds the bytes that a receiver has stored and no batch has finished with: where the bound is
 * reached the receiver waits, stops reading, and TCP slows the sender down.
 *
 * <p>A batch's blocks are freed when it is over ({@link TcpInputDStream}), so what Spark's block
 * manager still holds IS the backlog; no message from the driver is needed, on a cluster neither.
 * For one thread.
 */
final class Backlog {
  private static final long POLL_MILLIS = 5;

  private final int streamId;
  private final long maxBytes;
  private final CountDownLatch stopped;
  // At least what is held: each block is added, only a look at the block manager takes away.
  private long held;

  /**
   * @param streamId the receiver's stream
   * @param maxBytes the bound
   * @param stopped ends all waiting: a receiver that stops stores what it has
   */
  Backlog(int streamId, long maxBytes, CountDownLatch stopped) {
    this.streamId = streamId;
    this.maxBytes = maxBytes;
    this.stopped = stopped;
  }

  /**
   * A bound for a heap in which Spark keeps blocks up to {@code storage} bytes: a quarter of the
   * heap, and less than what Spark keeps, for what is more goes to disk, where nothing slows the
   * sender down.
   */
  static long bound(long heap, long storage) {
    return Math.min(heap / 4, storage - storage / 8);
  }

  /** The bound for this JVM, in which Spark runs. */
  static long bound() {
    long storage = SparkEnv.get().memoryManager().maxOnHeapStorageMemory();
    return bound(Runtime.getRuntime().maxMemory(), storage);
  }

  /** Waits until a block of so many bytes may be stored. */
  void admit(long bytes) throws InterruptedException {
    held += bytes;
    while (held > maxBytes) {
      held = bytes + bytesInStore();
      // An empty store admits any block: one block alone may be larger than the bound.
      if (held <= maxBytes || held == bytes || stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** What the manager knows by heart: its search by a filter looks through the disk each time. */
  private long bytesInStore() {
    Iterator<Tuple2<BlockId, BlockInfo>> blocks =
        SparkEnv.get().blockManager().blockInfoManager().entries();
    long bytes = 0;
    while (blocks.hasNext()) {
      Tuple2<BlockId, BlockInfo> block = blocks.next();
      bytes += isOurs(block._1()) ? block._2().size() : 0;
    }
    return bytes;
  }

  private boolean isOurs(BlockId id) {
    return id instanceof StreamBlockId block && block.streamId() == streamId;
  }
}
