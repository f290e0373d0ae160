package io.dsstream.bench.pipeline;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import io.dsstream.block.TextBlock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.util.RawTextHelper;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The fastest that Spark Streaming has of its own: {@code rawSocketStream}, which stores what it
 * receives as it is, and {@code RawTextHelper.splitAndCountPartitions}, which counts a partition in
 * one hash table before the shuffle.
 *
 * <p>The text must come as Spark's own RawTextSender sends it: blocks of strings that Kryo has
 * serialised, each behind its length of four bytes. They are made before the clock starts, so the
 * others find lines in their time, and this one does not.
 *
 * <p>{@code RawTextHelper} takes what stands between spaces and drops what is empty: it counts
 * fewer words than {@code split(" ", -1)}, whose empty words between two spaces, at the ends of a
 * line and in an empty line the others count.
 */
final class SparkRawContender implements Contender {
  @Override
  public long bytes() {
    return 400_000_000;
  }

  @Override
  public List<String> jvmOptions() {
    return LocalSpark.jvmOptions();
  }

  @Override
  public long words(Map<String, Long> counts) {
    return Contender.super.words(counts) - counts.getOrDefault("", 0L);
  }

  @Override
  public Feed feed(Load load) throws Exception {
    return Sender.start(
        load.blocks().stream().map(SparkRawContender::serialised).toList(), load.count());
  }

  /**
   * The bytes of Spark's KryoSerializer, made by Kryo itself: Spark's wants a JVM with module
   * options.
   */
  private static ByteBuffer serialised(TextBlock block) {
    Output out = new Output(2 * block.length(), -1);
    out.setPosition(Integer.BYTES);
    Kryo kryo = new Kryo();
    String text = new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8);
    text.lines().forEach(line -> kryo.writeClassAndObject(out, line));
    ByteBuffer wire = ByteBuffer.wrap(out.toBytes());
    return wire.putInt(0, wire.limit() - Integer.BYTES);
  }

  @Override
  public void start(int port, LongConsumer words) {
    int cores = Contender.cores();
    SparkConf conf =
        LocalSpark.conf("WordCountRaw", "local[" + (cores + 1) + "]")
            .set("spark.serializer", KryoSerializer.class.getName())
            .set("spark.default.parallelism", Integer.toString(cores));
    JavaStreamingContext context = new JavaStreamingContext(conf, Durations.seconds(1));
    context
        .<String>rawSocketStream("127.0.0.1", port, StorageLevels.MEMORY_AND_DISK_SER)
        .mapPartitionsToPair(
            lines ->
                CollectionConverters.asJava(
                    RawTextHelper.splitAndCountPartitions(CollectionConverters.asScala(lines))))
        .reduceByKey((a, b) -> (Object) ((Long) a + (Long) b))
        .foreachRDD(rdd -> words.accept(rdd.map(SparkRawContender::count).fold(0L, Long::sum)));
    context.start();
  }

  /** Scala's Long is an Object to Java. */
  private static Long count(Tuple2<String, Object> count) {
    return (Long) count._2();
  }
}
