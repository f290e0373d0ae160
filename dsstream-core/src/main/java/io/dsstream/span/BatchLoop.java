package io.dsstream.span;

import io.dsstream.block.TextBlock;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.dstream.DStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each batch of a stream to a span, and the span's results to a sink. */
final class BatchLoop {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);

  private static final String CONCURRENT_JOBS = "spark.streaming.concurrentJobs";

  private final SpanState span;
  private final ResultSink sink;
  private final Journal journal;
  private final OpenSources sources;
  private final Duration interval;
  // Of the batches since the last result.
  private Tally tally = Tally.ZERO;
  private int batches;
  private Instant last;
  private boolean hasFailed;

  private BatchLoop(
      SpanState span, ResultSink sink, Journal journal, OpenSources sources, Duration interval) {
    this.span = span;
    this.sink = sink;
    this.journal = journal;
    this.sources = sources;
    this.interval = interval;
  }

  /** How long a batch of the stream is. */
  static Duration interval(DStream<?> stream) {
    return Duration.ofMillis(stream.slideDuration().milliseconds());
  }

  static void run(
      JavaDStream<TextBlock> blocks,
      SpanState span,
      ResultSink sink,
      Journal journal,
      OpenSources sources) {
    requireInOrder(blocks);
    BatchLoop loop = new BatchLoop(span, sink, journal, sources, interval(blocks.dstream()));
    loop.resume();
    blocks.foreachRDD(
        (rdd, time) -> {
          try {
            loop.next(rdd, Instant.ofEpochMilli(time.milliseconds()));
          } catch (VirtualMachineError | LinkageError e) {
            // Spark catches no such Error: it would lose the batch, and the job would go on.
            throw new IllegalStateException("batch failed: " + e, e);
          }
        });
  }

  private void resume() {
    Journal.Untold untold = journal.resume(sources.replayable(), sink);
    tally = untold.tally();
    batches = untold.batches();
    last = untold.time();
  }

  private static void requireInOrder(JavaDStream<?> stream) {
    String jobs = stream.context().sparkContext().getConf().get(CONCURRENT_JOBS, "1");
    if (!jobs.equals("1")) {
      throw new IllegalArgumentException(
          CONCURRENT_JOBS + " must be 1, for results come in the order of the batches: " + jobs);
    }
  }

  /**
   * After a batch that failed none is committed, for a later one would hide the gap; Spark has the
   * failure and ends the job.
   */
  private void next(JavaRDD<TextBlock> rdd, Instant time) {
    if (hasFailed || sink.isDone()) {
      return;
    }
    hasFailed = journal.isKept(); // unless all goes well
    tellOverdue(time);
    if (!sink.isDone()) { // that may have been the last result that was wanted
      batch(rdd, time);
    }
    hasFailed = false;
  }

  /** What would have been told while no driver was there. */
  private void tellOverdue(Instant now) {
    Instant due = batches > 0 ? span.dueAfter(last) : now;
    if (due.isBefore(now)) {
      span.pass(due);
      SpanWords words = span.words(due);
      tell(
          new BatchResult(
              due, interval, Duration.ZERO, Duration.ZERO, batches, tally, words, false));
    }
  }

  private void batch(JavaRDD<TextBlock> rdd, Instant time) {
    long started = System.nanoTime();
    Tally batch = span.add(rdd.rdd(), time);
    tally = tally.plus(batch);
    batches++;
    last = time;
    Duration idle = sources.idleAfter(batch, interval);
    boolean isLast = sources.endWith(batch);
    LOG.debug("batch {}: {}, idle {} ms", time, batch, idle.toMillis());
    if (span.isDue(time) || isLast || sink.isWanted(time)) {
      SpanWords words = span.words(time);
      Duration processing = Duration.ofNanos(System.nanoTime() - started);
      tell(new BatchResult(time, interval, processing, idle, batches, tally, words, isLast));
    } else {
      journal.commit(time, tally, batches);
    }
  }

  private void tell(BatchResult result) {
    tally = Tally.ZERO;
    batches = 0;
    sink.prepare(result);
    journal.commit(result.time(), tally, batches);
    sink.accept(result);
  }
}
