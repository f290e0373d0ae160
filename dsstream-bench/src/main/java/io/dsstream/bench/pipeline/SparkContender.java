package io.dsstream.bench.pipeline;

import java.util.Arrays;
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
final class SparkContender {
  private static final Pattern SPACE = Pattern.compile(" ");

  private SparkContender() {}

  static void start(int port, LongConsumer words) {
    count(
        LocalSpark.conf("JavaNetworkWordCount", "local[2]"),
        StorageLevels.MEMORY_AND_DISK_SER,
        port,
        words);
  }

  static void startTuned(int port, LongConsumer words) {
    int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
    SparkConf conf =
        LocalSpark.conf("JavaNetworkWordCount", "local[" + (cores + 1) + "]")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.default.parallelism", Integer.toString(cores));
    count(conf, StorageLevels.MEMORY_ONLY, port, words);
  }

  private static void count(SparkConf conf, StorageLevel level, int port, LongConsumer words) {
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
