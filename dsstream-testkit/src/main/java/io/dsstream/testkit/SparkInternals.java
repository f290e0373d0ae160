package io.dsstream.testkit;

import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.scheduler.JobScheduler;
import org.apache.spark.util.ManualClock;

/**
 * All that the kit uses of Spark beyond its documented API: members that Scala's {@code
 * private[streaming]} hides from Scala and not from Java, read in Spark 4.1.0.
 */
final class SparkInternals {
  private final JobScheduler scheduler;

  SparkInternals(JavaStreamingContext context) {
    this.scheduler = context.ssc().scheduler();
  }

  /** Moves the virtual clock; each interval that passes makes exactly one batch. */
  void advance(long millis) {
    ((ManualClock) scheduler.clock()).advance(millis);
  }

  /** The time of the last batch that is over, its metadata cleared; 0 before the first. */
  long lastProcessedMillis() {
    Time last = scheduler.jobGenerator().lastProcessedBatch();
    return last == null ? 0 : last.milliseconds();
  }

  boolean hasUnallocatedBlocks() {
    return scheduler.receiverTracker().hasUnallocatedBlocks();
  }
}
