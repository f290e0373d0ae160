package io.dsstream.bench.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Spark's Structured Streaming: the query of its example JavaStructuredNetworkWordCount, in
 * complete mode, with a partition per core in place of 200. Two things are not the example's: the
 * output adds the counts up, and empty words at the end of a line count.
 *
 * <p>The socket source is for tests, says its documentation, and keeps what it received in a list
 * that it walks: its time is quadratic in the lines of a batch. It gets little text.
 */
final class StructuredContender implements Contender {
  private static final Pattern SPACE = Pattern.compile(" ");

  @Override
  public long bytes() {
    return 6_000_000;
  }

  @Override
  public List<String> jvmOptions() {
    return LocalSpark.jvmOptions();
  }

  @Override
  public void start(int port, LongConsumer words) throws Exception {
    int cores = Contender.cores();
    SparkSession spark =
        SparkSession.builder()
            .config(LocalSpark.conf("JavaStructuredNetworkWordCount", "local[" + cores + "]"))
            .config("spark.sql.shuffle.partitions", cores)
            .getOrCreate();
    spark
        .readStream()
        .format("socket")
        .option("host", "127.0.0.1")
        .option("port", port)
        .load()
        .as(Encoders.STRING())
        .flatMap(
            (FlatMapFunction<String, String>)
                line -> Arrays.asList(SPACE.split(line, -1)).iterator(),
            Encoders.STRING())
        .groupBy("value")
        .count()
        .writeStream()
        .outputMode("complete")
        .foreachBatch(new Totals(words))
        .start();
  }

  /** The counts are of all batches so far. */
  private static final class Totals implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1L;

    private final transient LongConsumer words;
    private long before;

    Totals(LongConsumer words) {
      this.words = words;
    }

    @Override
    public void call(Dataset<Row> counts, Long batch) {
      Row sum = counts.agg(functions.sum("count")).first();
      long now = sum.isNullAt(0) ? 0 : sum.getLong(0);
      words.accept(now - before);
      before = now;
    }
  }
}
