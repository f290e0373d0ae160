package io.dsstream.span;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.dstream.DStream;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The running totals of a stream of pairs: of each partition its {@link RunningPart}. That of a
 * batch is made of the one before, which Spark keeps and from time to time writes to its
 * checkpoint.
 */
final class RunningDStream<K, A> extends DStream<RunningPart<K, A>> {
  private static final long serialVersionUID = 1L;

  private final DStream<Tuple2<K, A>> totals;
  private final RunningPart.Step<K, A> step;

  /**
   * @param totals of each batch, one of a key, in the same number of partitions
   */
  RunningDStream(DStream<Tuple2<K, A>> totals, RunningPart.Step<K, A> step) {
    super(totals.context(), RunningDStream.<RunningPart<K, A>>tag(RunningPart.class));
    this.totals = totals;
    this.step = step;
    persist(StorageLevel.MEMORY_AND_DISK());
  }

  @SuppressWarnings("unchecked") // a class knows no type parameters
  private static <T> ClassTag<T> tag(Class<?> type) {
    return (ClassTag<T>) ClassTag$.MODULE$.apply(type);
  }

  @Override
  public Duration slideDuration() {
    return totals.slideDuration();
  }

  @Override
  public scala.collection.immutable.List<DStream<?>> dependencies() {
    return CollectionConverters.asScala(List.<DStream<?>>of(totals)).toList();
  }

  @Override
  public boolean mustCheckpoint() {
    return true;
  }

  /** The name of the class as Spark logs it. */
  @Override
  public String logName() {
    return RunningDStream.class.getName();
  }

  @Override
  public Option<RDD<RunningPart<K, A>>> compute(Time time) {
    Option<RDD<RunningPart<K, A>>> before = getOrCompute(time.minus(slideDuration()));
    Option<RDD<Tuple2<K, A>>> batch = totals.getOrCompute(time);
    long millis = time.milliseconds();
    RunningPart.Step<K, A> next = step;
    if (before.isEmpty() && batch.isEmpty()) {
      return Option.empty();
    } else if (before.isEmpty()) {
      return Option.apply(
          pairs(batch).mapPartitions(rows -> one(next.of(RunningPart.none(), rows, millis))).rdd());
    } else if (batch.isEmpty()) { // of a queue of batches, when it has run empty
      return Option.apply(
          parts(before).map(part -> next.of(part, Collections.emptyIterator(), millis)).rdd());
    }
    return Option.apply(
        parts(before)
            .zipPartitions(pairs(batch), (part, rows) -> one(next.of(part.next(), rows, millis)))
            .rdd());
  }

  private static <K, A> JavaRDD<RunningPart<K, A>> parts(Option<RDD<RunningPart<K, A>>> rdd) {
    return new JavaRDD<>(rdd.get(), tag(RunningPart.class));
  }

  private static <K, A> JavaRDD<Tuple2<K, A>> pairs(Option<RDD<Tuple2<K, A>>> rdd) {
    return new JavaRDD<>(rdd.get(), tag(Tuple2.class));
  }

  /** This as Java sees it. */
  JavaDStream<RunningPart<K, A>> parts() {
    return new JavaDStream<>(this, tag(RunningPart.class));
  }

  private static <T> Iterator<T> one(T element) {
    return List.of(element).iterator();
  }
}
