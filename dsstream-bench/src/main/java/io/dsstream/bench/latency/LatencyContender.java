package io.dsstream.bench.latency;

import io.dsstream.LinePipeline;
import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSources;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.Tokenizers;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** Who prints the counts of all words of each batch of lines. */
enum LatencyContender {
  /** DSStream's whole pipeline, with the settings of its command. */
  DSSTREAM {
    @Override
    JavaStreamingContext job(int port, Duration interval, PrintStream out) {
      JavaStreamingContext context = new JavaStreamingContext(LocalSpark.dsstream(), interval);
      new LinePipeline(
              LineSources.tcp(HOST, port),
              Tokenizers.space(),
              Reducers.sum(),
              Spans.eachBatch(),
              Sinks.pprint(out, Integer.MAX_VALUE))
          .attach(context);
      return context;
    }
  },

  /**
   * Spark's example JavaNetworkWordCount, but for its output: all words where it prints ten, by one
   * job where its {@code print} may need a second, and in one write.
   */
  SPARK {
    @Override
    JavaStreamingContext job(int port, Duration interval, PrintStream out) {
      SparkConf conf =
          LocalSpark.conf("JavaNetworkWordCount", "local[2]")
              .set("spark.streaming.blockInterval", blockMillis(interval) + "ms");
      JavaStreamingContext context = new JavaStreamingContext(conf, interval);
      JavaPairDStream<String, Integer> counts =
          context
              .socketTextStream(HOST, port, StorageLevels.MEMORY_AND_DISK_SER)
              .flatMap(line -> Arrays.asList(SPACE.split(line)).iterator())
              .mapToPair(word -> new Tuple2<>(word, 1))
              .reduceByKey(Integer::sum);
      counts.foreachRDD(rdd -> out.print(text(rdd.collect())));
      return context;
    }
  };

  private static final String HOST = "127.0.0.1";
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final long DEFAULT_BLOCK_MILLIS = 200;
  private static final long MIN_BLOCK_MILLIS = 50;

  /** The options of its JVM: the collector that it is fastest with, and the same memory for all. */
  List<String> jvmOptions() {
    return Stream.of(ChildJvm.memory(), collector(), LocalSpark.jvmOptions())
        .flatMap(List::stream)
        .toList();
  }

  List<String> collector() {
    return this == DSSTREAM ? LocalSpark.launcherOptions() : List.of("-XX:+UseParallelGC");
  }

  /** The word count of the server at a port of loopback, ready to start. */
  abstract JavaStreamingContext job(int port, Duration interval, PrintStream out);

  /**
   * The contender of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static LatencyContender named(String name) {
    return Arrays.stream(values())
        .filter(contender -> contender.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "contender must be one of " + Arrays.toString(values()) + ": " + name));
  }

  /** Spark's default, or where the interval is shorter the least that Spark's guide advises. */
  private static long blockMillis(Duration interval) {
    return interval.milliseconds() < DEFAULT_BLOCK_MILLIS ? MIN_BLOCK_MILLIS : DEFAULT_BLOCK_MILLIS;
  }

  private static String text(List<Tuple2<String, Integer>> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(count -> text.append(count).append('\n'));
    return text.toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
