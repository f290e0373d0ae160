package io.dsstream.bench.growth;

import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/**
 * Spark's {@code reduceByKeyAndWindow} with the inverse, which adds what comes and takes away what
 * leaves. The filter lets words go that have left: else they are kept for ever, as zeros.
 */
final class SparkWindowJob extends SparkStateJob {
  private static final long serialVersionUID = 1L;

  private final int batches;

  SparkWindowJob(int batches) {
    this.batches = batches;
  }

  @Override
  void count(JavaPairDStream<String, Long> ones, Answers answers) {
    ones.reduceByKeyAndWindow(
            Long::sum,
            (all, leaving) -> all - leaving,
            Durations.seconds(batches * VirtualTime.SECONDS),
            Durations.seconds(VirtualTime.SECONDS),
            Curve.CORES,
            count -> count._2() > 0)
        .foreachRDD(counts -> answers.tell(summary(counts).answer()));
  }
}
