package io.dsstream.bench.growth;

import java.util.List;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/** Spark's {@code updateStateByKey}, which visits every word in each batch. */
final class SparkUpdateJob extends SparkStateJob {
  private static final long serialVersionUID = 1L;

  @Override
  void count(JavaPairDStream<String, Long> ones, Answers answers) {
    ones.reduceByKey(Long::sum, Curve.CORES)
        .updateStateByKey(SparkUpdateJob::total, Curve.CORES)
        .foreachRDD(counts -> answers.tell(summary(counts).answer()));
  }

  private static Optional<Long> total(List<Long> counts, Optional<Long> before) {
    long total = before.or(0L);
    for (long count : counts) {
      total += count;
    }
    return Optional.of(total);
  }
}
