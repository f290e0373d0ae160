package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each batch of a stream to a span, and the span's results to a sink. */
final class BatchLoop {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);

  private static final String CONCURRENT_JOBS = "spark.streaming.concurrentJobs";

  private final SpanState span;
  private final ResultSink sink;
  private final OpenSources sources;
  private final Duration interval;
  // Of the batches since the last result.
  private Tally tally = Tally.ZERO;
  private int batches;

  private BatchLoop(JavaDStream<TextBlock> blocks, SpanState span, ResultSink sink) {
    this.span = span;
    this.sink = sink;
    this.sources = new OpenSources(blocks.dstream());
    this.interval = interval(blocks);
  }

  /** How long a batch of the stream is. */
  static Duration interval(JavaDStream<?> stream) {
    return Duration.ofMillis(stream.dstream().slideDuration().milliseconds());
  }

  static void run(JavaDStream<TextBlock> blocks, SpanState span, ResultSink sink) {
    requireInOrder(blocks);
    BatchLoop loop = new BatchLoop(blocks, span, sink);
    blocks.foreachRDD(
        (rdd, time) -> {
          try {
            loop.batch(rdd, Instant.ofEpochMilli(time.milliseconds()));
          } catch (VirtualMachineError | LinkageError e) {
            // Spark catches no such Error: it would lose the batch, and the job would go on.
            throw new IllegalStateException("batch failed: " + e, e);
          }
        });
  }

  private static void requireInOrder(JavaDStream<?> stream) {
    String jobs = stream.context().sparkContext().getConf().get(CONCURRENT_JOBS, "1");
    if (!jobs.equals("1")) {
      throw new IllegalArgumentException(
          CONCURRENT_JOBS + " must be 1, for results come in the order of the batches: " + jobs);
    }
  }

  private void batch(JavaRDD<TextBlock> rdd, Instant time) {
    long started = System.nanoTime();
    Tally batch = span.add(rdd.rdd(), time);
    tally = tally.plus(batch);
    batches++;
    Duration idle = sources.idleAfter(batch, interval);
    boolean isLast = sources.endWith(batch);
    LOG.debug("batch {}: {}, idle {} ms", time, batch, idle.toMillis());
    if (span.isDue(time) || isLast || sink.isWanted(time)) {
      SpanWords words = span.words(time);
      Duration processing = Duration.ofNanos(System.nanoTime() - started);
      BatchResult result =
          new BatchResult(time, interval, processing, idle, batches, tally, words, isLast);
      tally = Tally.ZERO;
      batches = 0;
      sink.accept(result);
    }
  }
}
