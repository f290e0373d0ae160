package io.dsstream.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.InputDStream;
import scala.Option;
import scala.Some;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** An input stream that reads a log of batches: rows by partition. */
final class ScriptedInputDStream<T> extends InputDStream<T> {
  private static final long serialVersionUID = 1L;

  private final transient JavaSparkContext spark;
  private final List<List<List<T>>> log = new ArrayList<>();
  // Which entry of the log a batch time has; fixed when the batch is first computed.
  private final Map<Time, Integer> entries = new HashMap<>();
  private int next;

  ScriptedInputDStream(StreamingContext context) {
    super(context, classTag());
    this.spark = JavaSparkContext.fromSparkContext(context.sparkContext());
  }

  /** Spark's Java API uses one class tag for all element types, and so do we. */
  @SuppressWarnings("unchecked")
  static <T> ClassTag<T> classTag() {
    return (ClassTag<T>) ClassTag$.MODULE$.apply(Object.class);
  }

  synchronized void push(List<List<T>> partitions) {
    log.add(List.copyOf(partitions));
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public synchronized Option<RDD<T>> compute(Time time) {
    Integer entry = entries.computeIfAbsent(time, t -> next < log.size() ? next++ : -1);
    List<List<T>> partitions = entry < 0 ? List.of() : log.get(entry);
    return new Some<>(rdd(partitions).rdd());
  }

  /** One Spark partition per list: rows are spread as pairs of partition and rows. */
  private JavaRDD<T> rdd(List<List<T>> partitions) {
    return partitions.isEmpty()
        ? spark.emptyRDD()
        : spark.parallelize(partitions, partitions.size()).flatMap(List::iterator);
  }
}
