package io.dsstream.source;

import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockInfo;
import org.apache.spark.storage.StreamBlockId;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

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
  private static final long MIN_BLOCK = 64 << 10;
  private static final long MAX_BLOCK = 4 << 20;

  private final int streamId;
  private final long maxBytes;
  // Blocks with smaller numbers are those of a receiver before, of a context that has ended.
  private final long first;
  // At least what is held: each block is added, only a look at the block manager takes away.
  private long held;

  /**
   * @param streamId the receiver's stream
   * @param maxBytes the bound
   */
  Backlog(int streamId, long maxBytes) {
    this.streamId = streamId;
    this.maxBytes = maxBytes;
    this.first = blocks().mapToLong(block -> id(block).uniqueId() + 1).max().orElse(0);
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

  /**
   * How large a block may be: a power of two, at most half of the bound, so that one is read while
   * one waits. Of a single connection it is 4 MiB, which makes few tasks; of many, less.
   */
  static int blockBytes(long bound) {
    long half = Math.max(MIN_BLOCK, Math.min(MAX_BLOCK, bound / 2));
    return (int) Long.highestOneBit(half);
  }

  /** How long a line may be where one of so many bytes is allowed: half of the bound at most. */
  static int lineBytes(long bound, int allowed) {
    return (int) Math.min(allowed, Math.max(bound / 2, blockBytes(bound)));
  }

  /**
   * Waits until a block of so many bytes may be stored.
   *
   * @param stopped ends the wait: a receiver that stops stores what it has
   * @return for how long it has waited, in ms
   */
  long admit(long bytes, CountDownLatch stopped) throws InterruptedException {
    held += bytes;
    if (held <= maxBytes) {
      return 0; // and no look at the clock
    }
    long started = System.nanoTime();
    awaitRoom(bytes, stopped);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  private void awaitRoom(long bytes, CountDownLatch stopped) throws InterruptedException {
    while (held > maxBytes) {
      held = bytes + bytesInStore();
      // An empty store admits any block: one block alone may be larger than the bound.
      if (held <= maxBytes || held == bytes || stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private long bytesInStore() {
    return blocks()
        .filter(block -> id(block).uniqueId() >= first)
        .mapToLong(block -> block._2().size())
        .sum();
  }

  /**
   * The blocks of streams of this number. What the manager knows by heart: its search by a filter
   * looks through the disk each time.
   */
  private Stream<Tuple2<BlockId, BlockInfo>> blocks() {
    Iterator<Tuple2<BlockId, BlockInfo>> all =
        CollectionConverters.asJava(SparkEnv.get().blockManager().blockInfoManager().entries());
    return Stream.iterate(all, Iterator::hasNext, UnaryOperator.identity())
        .map(Iterator::next)
        .filter(block -> block._1() instanceof StreamBlockId id && id.streamId() == streamId);
  }

  private static StreamBlockId id(Tuple2<BlockId, BlockInfo> block) {
    return (StreamBlockId) block._1();
  }
}
