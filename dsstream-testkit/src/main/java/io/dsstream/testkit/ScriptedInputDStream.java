package io.dsstream.testkit;

import java.util.List;
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

/** An input stream that reads an {@link InputLog}. */
final class ScriptedInputDStream<T> extends InputDStream<T> {
  private static final long serialVersionUID = 1L;

  private final LocalRef<InputLog<T>> log;

  ScriptedInputDStream(StreamingContext context, LocalRef<InputLog<T>> log) {
    super(context, classTag());
    this.log = log;
  }

  /** Spark's Java API uses one class tag for all element types, and so do we. */
  @SuppressWarnings("unchecked")
  static <T> ClassTag<T> classTag() {
    return (ClassTag<T>) ClassTag$.MODULE$.apply(Object.class);
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public Option<RDD<T>> compute(Time time) {
    List<List<T>> partitions = log.get().batch(time.milliseconds());
    long rows = partitions.stream().mapToLong(List::size).sum();
    SparkInternals.reportInput(context(), time, id(), rows);
    return new Some<>(rdd(partitions).rdd());
  }

  /** One Spark partition per list: rows are spread as lists of rows. */
  private JavaRDD<T> rdd(List<List<T>> partitions) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context().sparkContext());
    return partitions.isEmpty()
        ? spark.emptyRDD()
        : spark.parallelize(partitions, partitions.size()).flatMap(List::iterator);
  }
}
