package io.dsstream.cli;

import io.dsstream.source.SourceUnreachableException;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.scheduler.ReceiverInfo;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverError;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverStopped;

/** Ends the run when a batch fails or a receiver gives up. */
final class FailureListener implements StreamingListener {
  /** What Spark says before a receiver's own words, and will not come to do. */
  private static final String RESTARTING = "^Restarting receiver with delay \\d+ ?ms: ";

  private final CompletableFuture<Ending> ending;

  FailureListener(CompletableFuture<Ending> ending) {
    this.ending = ending;
  }

  /** Completes with the failure of a batch, should one come. */
  static void watch(JavaStreamingContext context, CompletableFuture<Ending> ending) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                context.awaitTermination();
              } catch (Throwable t) { // awaitTermination throws what the job threw
                ending.complete(Ending.failed(rootCause(t)));
              }
            },
            "dsstream-failure-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  @Override
  public void onReceiverError(StreamingListenerReceiverError event) {
    receiverFailed(event.receiverInfo());
  }

  @Override
  public void onReceiverStopped(StreamingListenerReceiverStopped event) {
    receiverFailed(event.receiverInfo());
  }

  /** Errors cross the network as stack traces; the first word of one is the class. */
  private void receiverFailed(ReceiverInfo receiver) {
    String error = receiver.lastError();
    if (error == null || error.isEmpty()) {
      return;
    }
    boolean unreachable = error.startsWith(SourceUnreachableException.class.getName());
    String message = receiver.lastErrorMessage().replaceFirst(RESTARTING, "");
    ending.complete(unreachable ? Ending.unavailable(message) : Ending.failed(message));
  }

  /**
   * The innermost cause in one line. An executor's exception reaches the driver as text within the
   * message, its stack trace after it.
   */
  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String line = cause.toString().lines().findFirst().orElse("unknown");
    return line.replaceFirst(
        "^org\\.apache\\.spark\\.SparkException: (Job aborted due to [^:]*: )?", "");
  }
}
