package io.dsstream.bench.growth;

import io.dsstream.block.TextBlock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.BlockRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StreamBlockId;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.dstream.InputDStream;
import scala.Option;
import scala.Some;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Gives a batch the text, in blocks that Spark keeps as it does a receiver's, and the next batch no
 * sooner than {@link #next()} is called: until then intervals pass without a batch.
 *
 * <p>Needs {@code spark.streaming.unpersist=false}, for Spark would drop them with their first
 * batch.
 */
final class PreparedInput extends InputDStream<TextBlock> {
  private static final long serialVersionUID = 1L;
  private static final ClassTag<TextBlock> BLOCK = ClassTag$.MODULE$.apply(TextBlock.class);

  private final transient RDD<TextBlock> text;
  private final transient Semaphore wanted = new Semaphore(1);

  PreparedInput(JavaStreamingContext context, List<TextBlock> text) {
    super(context.ssc(), BLOCK);
    this.text = new BlockRDD<>(context.sparkContext().sc(), store(text), BLOCK);
  }

  /** A block that is there more than once is stored once. */
  private BlockId[] store(List<TextBlock> blocks) {
    Map<TextBlock, BlockId> stored = new IdentityHashMap<>();
    return blocks.stream()
        .map(block -> stored.computeIfAbsent(block, b -> store(b, stored.size())))
        .toArray(BlockId[]::new);
  }

  private BlockId store(TextBlock block, int number) {
    BlockId id = new StreamBlockId(id(), number);
    boolean done =
        SparkEnv.get().blockManager().putSingle(id, block, StorageLevel.MEMORY_ONLY(), true, BLOCK);
    if (!done) {
      throw new IllegalStateException("no memory for " + id + " of " + block.length() + " bytes");
    }
    return id;
  }

  JavaDStream<TextBlock> stream() {
    return new JavaDStream<>(this, BLOCK);
  }

  /** Lets the next batch come; any thread may call it. */
  void next() {
    wanted.release();
  }

  @Override
  public Option<RDD<TextBlock>> compute(Time time) {
    return wanted.tryAcquire() ? new Some<>(text) : Option.empty();
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}
}
