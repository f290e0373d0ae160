package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.LocalSpark;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/**
 * A job of Spark's own operators, written and set as its guides advise: Kryo, as many partitions as
 * cores, which state and batch share so that state is never shuffled, and one job a batch that
 * looks at each word once. Their checkpoints, which they do not run without, are on the local disk.
 */
abstract class SparkStateJob implements StateJob<String>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern SPACE = Pattern.compile(" ");

  @Override
  public SparkConf conf() {
    return LocalSpark.conf("StatefulNetworkWordCount", "local[" + Curve.CORES + "]")
        .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .set("spark.default.parallelism", Integer.toString(Curve.CORES));
  }

  @Override
  public Class<String> type() {
    return String.class;
  }

  @Override
  public List<String> block(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII).lines().toList();
  }

  @Override
  public void declare(JavaDStream<String> input, Answers answers) {
    try {
      input.context().checkpoint(Files.createTempDirectory("checkpoint").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count(
        input
            .flatMap(line -> Arrays.asList(SPACE.split(line, -1)).iterator())
            .mapToPair(word -> new Tuple2<>(word, 1L)),
        answers);
  }

  /** Counts pairs of a word and 1. */
  abstract void count(JavaPairDStream<String, Long> ones, Answers answers);

  static Summary summary(JavaPairRDD<String, Long> counts) {
    return merged(counts.mapPartitions(SparkStateJob::summary).collect());
  }

  private static Iterator<Summary> summary(Iterator<Tuple2<String, Long>> counts) {
    Summary summary = new Summary();
    counts.forEachRemaining(count -> summary.add(count._1(), count._2()));
    return List.of(summary).iterator();
  }

  static Summary merged(List<Summary> parts) {
    Summary all = new Summary();
    parts.forEach(all::addAll);
    return all;
  }
}
