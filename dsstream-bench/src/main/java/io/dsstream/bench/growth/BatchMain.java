package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.span.Spans;
import io.dsstream.tokenizer.Tokenizers;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * A JVM that counts one text, batch after batch, by the library's span: all of a job but its source
 * and its sink. Prints the nanoseconds of each measured batch, a line each, or what went wrong.
 */
final class BatchMain {
  /** The names of the texts. */
  static final String KING_JAMES = "kjv";

  static final String DISTINCT = "distinct";

  /** How often the next batch may begin; it does so when the one before is over. */
  private static final long INTERVAL_MILLIS = 10;

  private static final int LIMIT = 10;

  private BatchMain() {}

  /** Arguments: task threads, milliseconds to measure, the text: its name and its size. */
  public static void main(String[] args) {
    try {
      measure(Integer.parseInt(args[0]), Long.parseLong(args[1]), text(args));
    } catch (Exception | Error e) {
      ChildRun.end(e);
    }
  }

  private static BatchText text(String... args) {
    return args[2].equals(KING_JAMES)
        ? BatchText.kingJames(Long.parseLong(args[3]))
        : DistinctWords.text(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
  }

  private static void measure(int threads, long phaseMillis, BatchText text) throws Exception {
    Measured measured =
        new Measured(text, TimeUnit.MILLISECONDS.toNanos(phaseMillis), System::nanoTime);
    JavaStreamingContext context =
        new JavaStreamingContext(conf(threads), Durations.milliseconds(INTERVAL_MILLIS));
    PreparedInput input = new PreparedInput(context, text.blocks());
    Spans.eachBatch()
        .forEach(
            input.stream(),
            Tokenizers.space(),
            Reducers.sum(),
            Sinks.forEach(
                LIMIT,
                batch -> {
                  if (measured.add(batch)) {
                    input.next();
                  } else {
                    ChildRun.end(0, measured.nanos());
                  }
                }));
    context.start();
    context.awaitTermination();
  }

  /** The settings of DSStream's command, but for the threads; none is a receiver's here. */
  private static SparkConf conf(int threads) {
    return LocalSpark.dsstream()
        .setMaster("local[" + threads + "]")
        .set("spark.streaming.unpersist", "false")
        .set("spark.default.parallelism", Integer.toString(threads));
  }
}
