package io.dsstream.cli;

import io.dsstream.LinePipeline;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.span.Spans;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.Tokenizers;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** A job of a developer's own, with a source of its own: the words of each batch of a log. */
public final class LogMain {
  private LogMain() {}

  /**
   * @param args the file of the log, the folder of the state and that of the results
   */
  public static void main(String[] args) throws InterruptedException {
    try (Ledger ledger = Ledger.open(Path.of(args[1]))) {
      System.err.println("starting Spark");
      SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("log");
      try (JavaStreamingContext context =
          new JavaStreamingContext(
              conf.set("spark.ui.enabled", "false"), Durations.milliseconds(200))) {
        new LinePipeline(
                new FileLog(Path.of(args[0])),
                Tokenizers.space(),
                Reducers.sum(),
                Spans.eachBatch(),
                Sinks.folder(Path.of(args[2])))
            .attach(context, ledger);
        context.start();
        context.awaitTermination();
      }
    }
  }
}
