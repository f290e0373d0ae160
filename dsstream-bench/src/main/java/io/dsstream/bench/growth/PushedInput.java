package io.dsstream.bench.growth;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
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
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Gives each batch what was pushed for it, in blocks that Spark keeps and drops as it does a
 * receiver's. Spark serialises it where there is a checkpoint, from which nobody starts here.
 */
final class PushedInput<T> extends InputDStream<T> {
  private static final long serialVersionUID = 1L;

  private final transient ClassTag<T> type;
  private final transient ConcurrentLinkedQueue<RDD<T>> batches = new ConcurrentLinkedQueue<>();
  private transient long blocks;

  PushedInput(JavaStreamingContext context, Class<T> type) {
    super(context.ssc(), ClassTag$.MODULE$.apply(type));
    this.type = ClassTag$.MODULE$.apply(type);
  }

  /** Stores the blocks of the next batch. */
  void push(List<List<T>> batch) {
    BlockId[] ids = new BlockId[batch.size()];
    IntStream.range(0, ids.length).forEach(i -> ids[i] = store(batch.get(i)));
    batches.add(new BlockRDD<>(context().sparkContext(), ids, type));
  }

  private BlockId store(List<T> block) {
    BlockId id = new StreamBlockId(id(), blocks++);
    boolean done =
        SparkEnv.get()
            .blockManager()
            .putIterator(
                id,
                CollectionConverters.asScala(block.iterator()),
                StorageLevel.MEMORY_ONLY(),
                true,
                type);
    if (!done) {
      throw new IllegalStateException("no memory for " + id);
    }
    return id;
  }

  JavaDStream<T> stream() {
    return new JavaDStream<>(this, type);
  }

  @Override
  public Option<RDD<T>> compute(Time time) {
    return new Some<>(batches.remove());
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}
}
