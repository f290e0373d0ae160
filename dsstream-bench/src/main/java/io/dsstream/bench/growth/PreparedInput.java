package io.dsstream.bench.growth;

import io.dsstream.block.TextBlock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.dstream.InputDStream;
import scala.Option;
import scala.Some;
import scala.reflect.ClassTag$;

/**
 * Gives a batch the text, each block a partition as a receiver's is, and the next batch no sooner
 * than {@link #next()} is called: until then intervals pass without a batch.
 */
final class PreparedInput extends InputDStream<TextBlock> {
  private static final long serialVersionUID = 1L;

  /** Tasks find the blocks here: what a task is sent is serialised, even within a JVM. */
  private static volatile List<TextBlock> blocks;

  private final transient RDD<TextBlock> text;
  private final transient Semaphore wanted = new Semaphore(1);

  /** There is one in a JVM. */
  PreparedInput(JavaStreamingContext context, List<TextBlock> text) {
    super(context.ssc(), ClassTag$.MODULE$.apply(TextBlock.class));
    blocks = text;
    this.text = blocks(context.sparkContext(), text.size()).rdd();
  }

  private static JavaRDD<TextBlock> blocks(JavaSparkContext spark, int count) {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    return spark.parallelize(numbers, count).map(number -> blocks.get(number));
  }

  JavaDStream<TextBlock> stream() {
    return new JavaDStream<>(this, ClassTag$.MODULE$.apply(TextBlock.class));
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
