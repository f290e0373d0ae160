package io.dsstream.cli;

import java.util.concurrent.CompletableFuture;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Ends the job when the task of a receiver fails before the receiver runs, as a setting of the
 * user's may make it: Spark would start it again and again and tell no streaming listener, and
 * batches would stay empty.
 */
final class ReceiverTaskListener extends SparkListener {
  /** How Spark names the RDD of a receiver's task. */
  private static final String NAME = "Receiver ";

  /** What Spark says before it says what has happened. */
  private static final String PREAMBLE =
      "^Job aborted due to stage failure: (Task \\d+ in stage .*? executor driver\\): )?";

  private final CompletableFuture<Ending> ending;

  ReceiverTaskListener(CompletableFuture<Ending> ending) {
    this.ending = ending;
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    StageInfo stage = event.stageInfo();
    if (stage.failureReason().isDefined() && isReceiver(stage)) {
      String reason = stage.failureReason().get().lines().findFirst().orElse("unknown");
      ending.complete(
          Ending.failed("receiver failed to start: " + reason.replaceFirst(PREAMBLE, "")));
    }
  }

  private static boolean isReceiver(StageInfo stage) {
    return CollectionConverters.asJava(stage.rddInfos()).stream()
        .anyMatch(rdd -> rdd.name() != null && rdd.name().startsWith(NAME));
  }
}
