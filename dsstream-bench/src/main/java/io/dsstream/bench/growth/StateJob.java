package io.dsstream.bench.growth;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.api.java.JavaDStream;

/**
 * A job that counts words over many batches, and after each tells how many there are, how many
 * differ, and the first of them.
 *
 * @param <T> what its blocks hold
 */
interface StateJob<T> {
  SparkConf conf();

  Class<T> type();

  /** A text as a receiver would store it in a block. */
  List<T> block(byte[] text);

  /** Makes the job, ready to start. */
  void declare(JavaDStream<T> input, Answers answers);

  /**
   * The last answer; of a job that makes it of what has changed, a new count of all it remembers.
   */
  default Answer recounted(Answer last) {
    return last;
  }
}
