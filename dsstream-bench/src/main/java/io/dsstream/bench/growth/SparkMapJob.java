package io.dsstream.bench.growth;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaMapWithStateDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple3;

/**
 * Spark's {@code mapWithState}, which visits the words of the batch and gives what has changed. Of
 * that the driver keeps the answer up to date: as counts only grow, the first words are among the
 * first before and the first of those that changed.
 */
final class SparkMapJob extends SparkStateJob {
  private static final long serialVersionUID = 1L;

  private final transient Summary all = new Summary();
  private transient JavaPairRDD<String, Long> state;

  @Override
  void count(JavaPairDStream<String, Long> ones, Answers answers) {
    JavaMapWithStateDStream<String, Long, Long, Tuple3<String, Long, Long>> changes =
        ones.reduceByKey(Long::sum, Curve.CORES)
            .mapWithState(StateSpec.function(SparkMapJob::change).numPartitions(Curve.CORES));
    changes.foreachRDD(changed -> answers.tell(total(changed)));
    // Not looked at before the last batch is over.
    changes.stateSnapshots().foreachRDD(snapshot -> state = snapshot);
  }

  /** The word, its new count, and by how many it has grown. */
  private static Tuple3<String, Long, Long> change(
      String word, Optional<Long> count, State<Long> state) {
    long grown = count.get();
    long total = state.exists() ? state.get() + grown : grown;
    state.update(total);
    return new Tuple3<>(word, total, grown);
  }

  private Answer total(JavaRDD<Tuple3<String, Long, Long>> changed) {
    all.addAll(merged(changed.mapPartitions(SparkMapJob::summaryOfChanges).collect()));
    return all.answer();
  }

  private static Iterator<Summary> summaryOfChanges(Iterator<Tuple3<String, Long, Long>> changes) {
    Summary summary = new Summary();
    changes.forEachRemaining(change -> summary.add(change._1(), change._2(), change._3()));
    return List.of(summary).iterator();
  }

  @Override
  public Answer recounted(Answer last) {
    return summary(state).answer();
  }
}
