package io.dsstream.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.streaming.scheduler.BatchInfo;
import org.apache.spark.streaming.scheduler.OutputOperationInfo;
import org.apache.spark.streaming.scheduler.ReceiverInfo;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchSubmitted;
import org.apache.spark.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverError;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverStopped;

/** What Spark tells of the batches of one context, by their time in ms. */
final class BatchEvents implements StreamingListener {
  /** What Spark says before a receiver's own words. */
  private static final String RESTARTING = "Restarting receiver";

  private final Map<Long, BatchInfo> submitted = new ConcurrentHashMap<>();
  // In which of the driver's lives a batch was made last.
  private final Map<Long, Integer> lives = new ConcurrentHashMap<>();
  private final Map<Long, String> failedOutputs = new ConcurrentHashMap<>();
  private final Set<Long> completed = ConcurrentHashMap.newKeySet();
  private volatile ReceiverInfo failedReceiver;
  private volatile ReceiverInfo lastStop;
  private volatile boolean hasToldOfReceiver;
  private volatile Throwable fatal;
  private volatile boolean isGeneratorDead;
  private volatile int life;

  @Override
  public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {
    long millis = event.batchInfo().batchTime().milliseconds();
    submitted.put(millis, event.batchInfo());
    lives.put(millis, life);
  }

  @Override
  public void onBatchCompleted(StreamingListenerBatchCompleted event) {
    completed.add(event.batchInfo().batchTime().milliseconds());
  }

  /** Comes before the job's error; that the batch is completed comes after its other outputs. */
  @Override
  public void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted event) {
    OutputOperationInfo output = event.outputOperationInfo();
    if (output.failureReason().isDefined()) {
      failedOutputs.putIfAbsent(output.batchTime().milliseconds(), output.name());
    }
  }

  @Override
  public void onReceiverError(StreamingListenerReceiverError event) {
    failedReceiver = event.receiverInfo();
  }

  /** Of a receiver that restarts itself, as after a lost connection, it is no failure. */
  @Override
  public void onReceiverStopped(StreamingListenerReceiverStopped event) {
    ReceiverInfo info = event.receiverInfo();
    lastStop = info;
    if (!info.lastError().isEmpty() && !info.lastErrorMessage().startsWith(RESTARTING)) {
      failedReceiver = info;
    }
  }

  /** The driver has died: forgets what failed, and receivers' errors, which happened to it. */
  void die() {
    life++;
    submitted.keySet().removeIf(millis -> !completed.contains(millis) || isFailed(millis));
    completed.removeIf(this::isFailed);
    failedOutputs.clear();
    failedReceiver = null;
    hasToldOfReceiver = false;
    lastStop = null;
    fatal = null;
    isGeneratorDead = false;
  }

  private boolean isFailed(long millis) {
    return failedOutputs.containsKey(millis);
  }

  /** Notes an Error that has ended a thread of Spark Streaming, of which Spark tells nothing. */
  void died(Throwable error, boolean makesBatches) {
    isGeneratorDead |= makesBatches;
    fatal = error;
  }

  /** Whether no batch can be made any more, and no checkpoint written. */
  boolean isGeneratorDead() {
    return isGeneratorDead;
  }

  /** What {@link #died} has noted, or null. */
  Throwable fatal() {
    return fatal;
  }

  /** Whether the jobs of a batch have been made; they may be waiting, running or over. */
  boolean isSubmitted(long millis) {
    return submitted.containsKey(millis);
  }

  /** In which of the driver's lives, from 0, the jobs of a batch were made last. */
  int life(long millis) {
    return lives.getOrDefault(millis, 0);
  }

  /** Whether all jobs of a batch are over, in order or not. */
  boolean isCompleted(long millis) {
    return completed.contains(millis);
  }

  /** How many rows the inputs of a batch gave. */
  long records(long millis) {
    return submitted.containsKey(millis) ? submitted.get(millis).numRecords() : 0;
  }

  /** An output operation of a batch that failed, by where the program makes it. */
  Optional<String> failedOutput(long millis) {
    return Optional.ofNullable(failedOutputs.get(millis));
  }

  /** The last error that a receiver has reported, told once. */
  Optional<String> takeReceiverError() {
    ReceiverInfo info = failedReceiver;
    failedReceiver = null;
    hasToldOfReceiver |= info != null;
    return Optional.ofNullable(info).map(BatchEvents::told);
  }

  /** Whether an error has been told: one that fails is started again, and may fail each time. */
  boolean hasToldOfReceiver() {
    return hasToldOfReceiver;
  }

  /** How a receiver stopped last, to be started again or not. */
  String lastStop() {
    return lastStop == null ? "" : "; one has stopped: " + told(lastStop);
  }

  private static String told(ReceiverInfo info) {
    String error = info.lastError().lines().findFirst().orElse("");
    return (info.name() + ": " + info.lastErrorMessage() + " " + error).strip();
  }
}
