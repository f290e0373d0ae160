package io.dsstream.bench.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/**
 * Spark's own word count: the steps of its example JavaNetworkWordCount, with its settings or with
 * those that its tuning guide recommends. Two things are not the example's: the output adds the
 * counts up, where it prints ten of them, and empty words at the end of a line count, so that all
 * contenders count the same.
 */
final class SparkContender implements Contender {
  private static final Pattern SPACE = Pattern.compile(" ");

  private final SparkConf conf;
  private final StorageLevel level;

  private SparkContender(SparkConf conf, StorageLevel level) {
    this.conf = conf;
    this.level = level;
  }

  static SparkContender stock() {
    return new SparkContender(
        LocalSpark.conf("JavaNetworkWordCount", "local[2]"), StorageLevels.MEMORY_AND_DISK_SER);
  }

  static SparkContender tuned() {
    int cores = Contender.cores();
    SparkConf conf =
        LocalSpark.conf("JavaNetworkWordCount", "local[" + (cores + 1) + "]")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.default.parallelism", Integer.toString(cores));
    return new SparkContender(conf, StorageLevels.MEMORY_ONLY);
  }

  @Override
  public long bytes() {
    return 150_000_000;
  }

  @Override
  public List<String> jvmOptions() {
    return LocalSpark.jvmOptions();
  }

  @Override
  public void start(int port, LongConsumer words) {
    JavaStreamingContext context = new JavaStreamingContext(conf, Durations.seconds(1));
    JavaPairDStream<String, Integer> counts =
        context
            .socketTextStream("127.0.0.1", port, level)
            .flatMap(line -> Arrays.asList(SPACE.split(line, -1)).iterator())
            .mapToPair(word -> new Tuple2<>(word, 1))
            .reduceByKey(Integer::sum);
    counts.foreachRDD(rdd -> words.accept(rdd.map(count -> (long) count._2()).fold(0L, Long::sum)));
    context.start();
  }
}
