package io.dsstream.span;

import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
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
 * batch is made of the one before, which Spark keeps and every tenth of which it writes to its
 * checkpoint.
 */
final class RunningDStream<K, A> extends DStream<RunningPart<K, A>> {
  private static final long serialVersionUID = 1L;

  /** As with Spark's own state: what is not yet written is computed again after a failure. */
  private static final int BATCHES_A_CHECKPOINT = 10;

  private final DStream<Tuple2<K, A>> totals;
  private final RunningPart.Step<K, A> step;
  private final int partitions;

  /**
   * @param totals of each batch, one of a key
   * @param partitions in how many they are
   */
  RunningDStream(DStream<Tuple2<K, A>> totals, RunningPart.Step<K, A> step, int partitions) {
    super(totals.context(), RunningDStream.<RunningPart<K, A>>tag(RunningPart.class));
    this.totals = totals;
    this.step = step;
    this.partitions = partitions;
    checkpoint(totals.slideDuration().times(BATCHES_A_CHECKPOINT));
    persist(StorageLevel.MEMORY_AND_DISK()); // after checkpoint, which has a level of its own
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

  /** What Spark logs of a stream is Spark's own, and is shown or not as the rest of it. */
  @Override
  public String logName() {
    return DStream.class.getName();
  }

  /** This as Java sees it. */
  JavaDStream<RunningPart<K, A>> parts() {
    return new JavaDStream<>(this, tag(RunningPart.class));
  }

  /**
   * There is always something, if only nothing: else Spark would ask for the batches before, back
   * to the first, each time until something comes.
   */
  @Override
  public Option<RDD<RunningPart<K, A>>> compute(Time time) {
    Option<RDD<RunningPart<K, A>>> before = getOrCompute(time.minus(slideDuration()));
    Option<RDD<Tuple2<K, A>>> batch = totals.getOrCompute(time);
    JavaRDD<RunningPart<K, A>> parts =
        before.isEmpty() ? none() : new JavaRDD<>(before.get(), tag(RunningPart.class));
    JavaRDD<Tuple2<K, A>> pairs =
        batch.isEmpty() ? noPairs() : new JavaRDD<>(batch.get(), tag(Tuple2.class));
    return Option.apply(parts.zipPartitions(pairs, step.at(time.milliseconds())).rdd());
  }

  private JavaRDD<RunningPart<K, A>> none() {
    return spark().parallelize(Collections.nCopies(partitions, RunningPart.none()), partitions);
  }

  private JavaRDD<Tuple2<K, A>> noPairs() {
    return spark().parallelize(List.of(), partitions);
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(context().sparkContext());
  }
}
