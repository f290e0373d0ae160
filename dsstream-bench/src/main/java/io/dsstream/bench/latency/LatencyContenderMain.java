package io.dsstream.bench.latency;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.scheduler.BatchInfo;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;

/**
 * One contender in a JVM of its own. Prints the counts of each batch in the contender's own format,
 * and then a line of the batch's times; ends when its standard input does.
 */
final class LatencyContenderMain {
  private LatencyContenderMain() {}

  /** Arguments: the contender's name, the port, the batch interval in milliseconds. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    JavaStreamingContext context =
        LatencyContender.named(args[0])
            .job(Integer.parseInt(args[1]), Durations.milliseconds(Long.parseLong(args[2])), out);
    context.addStreamingListener(new BatchTimes(out));
    context.start();
    while (System.in.read() >= 0) {
      // Nothing is ever said.
    }
    Runtime.getRuntime().halt(0); // what is measured is over, and engines differ in how they stop
  }

  /** Prints {@link Arrivals#BATCH} lines. */
  private record BatchTimes(PrintStream out) implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
      BatchInfo batch = event.batchInfo();
      out.print(
          Arrivals.batch((long) batch.processingDelay().get(), (long) batch.schedulingDelay().get())
              + "\n");
    }
  }
}
