package io.dsstream.bench.growth;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.apache.spark.util.ManualClock;

/**
 * A streaming context whose batches of {@value #SECONDS} s come as fast as they are over, however
 * short or long they take. For one thread.
 */
final class VirtualTime implements StreamingListener, AutoCloseable {
  static final long SECONDS = 1;

  private final JavaStreamingContext context;
  private final Semaphore over = new Semaphore(0);

  VirtualTime(SparkConf conf) {
    context =
        new JavaStreamingContext(
            conf.set("spark.streaming.clock", ManualClock.class.getName()),
            Durations.seconds(SECONDS));
    context.ssc().addStreamingListener(this);
  }

  JavaStreamingContext context() {
    return context;
  }

  @Override
  public void onBatchCompleted(StreamingListenerBatchCompleted event) {
    over.release();
  }

  /**
   * Lets an interval pass.
   *
   * @return the nanoseconds until its batch was over: made, run and told. Whatever Spark still had
   *     to do of the one before, as to clean up, it does in the meantime
   */
  long next() throws InterruptedException {
    long start = System.nanoTime();
    ((ManualClock) context.ssc().scheduler().clock()).advance(TimeUnit.SECONDS.toMillis(SECONDS));
    while (!over.tryAcquire(1, TimeUnit.SECONDS)) {
      context.awaitTerminationOrTimeout(0); // throws what has failed without a batch
    }
    return System.nanoTime() - start;
  }

  /** Throws why a batch has failed, or returns if none has. */
  void throwFailure() throws InterruptedException {
    context.awaitTerminationOrTimeout(TimeUnit.SECONDS.toMillis(10));
  }

  @Override
  public void close() {
    context.stop(true, false);
  }
}
