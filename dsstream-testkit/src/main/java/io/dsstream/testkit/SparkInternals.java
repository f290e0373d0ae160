package io.dsstream.testkit;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StreamBlockId;
import org.apache.spark.streaming.DStreamGraph;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.StreamingContext$;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.DStream;
import org.apache.spark.streaming.scheduler.JobScheduler;
import org.apache.spark.streaming.scheduler.ReceivedBlockTracker;
import org.apache.spark.streaming.scheduler.ReceiverTracker;
import org.apache.spark.streaming.scheduler.StreamInputInfo;
import org.apache.spark.util.ManualClock;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.mutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * All that the kit uses of Spark beyond its documented API: members that Scala's {@code
 * private[streaming]} hides from Scala and not from Java, read in Spark 4.1.0.
 */
final class SparkInternals {
  private final StreamingContext context;
  private final JobScheduler scheduler;

  SparkInternals(StreamingContext context) {
    this.context = context;
    this.scheduler = context.scheduler();
  }

  private ManualClock clock() {
    return (ManualClock) scheduler.clock();
  }

  /** Sets the virtual clock of a context that has not started. */
  void setTime(long millis) {
    clock().setTime(millis);
  }

  /** The time of the virtual clock: of a context that has recovered, that of its checkpoint. */
  long now() {
    return clock().getTimeMillis();
  }

  /** Moves the virtual clock; each interval that passes makes exactly one batch. */
  void advance(long millis) {
    clock().advance(millis);
  }

  /** Does what a stop has left undone. */
  void finishStop() {
    // A timer that a job has stopped in order waits for one more tick.
    advance(2 * context.graph().batchDuration().milliseconds());
    // Where a receiver is just being restarted, Spark's stop breaks off within.
    scheduler.stop(false);
    ReceiverTracker tracker = scheduler.receiverTracker();
    if (tracker != null && SparkEnv.get() != null) {
      RpcEndpointRef left = field(ReceiverTracker.class, "endpoint", tracker, RpcEndpointRef.class);
      if (left != null) {
        SparkEnv.get().rpcEnv().stop(left);
      }
    }
  }

  /** The time of the last batch that is over, its metadata cleared; 0 before the first. */
  long lastProcessedMillis() {
    Time last = scheduler.jobGenerator().lastProcessedBatch();
    return last == null ? 0 : last.milliseconds();
  }

  /** Whether an output has something to do in the batch of that time. */
  boolean firesAt(long millis) {
    return Stream.of(context.graph().getOutputStreams())
        .anyMatch(
            output ->
                (millis - output.zeroTime().milliseconds()) % output.slideDuration().milliseconds()
                    == 0);
  }

  /** Puts the last output at another place, or leaves it where there are not so many before it. */
  void moveLastOutput(int to) {
    @SuppressWarnings("unchecked") // all that a graph has
    ArraySeq<DStream<?>> outputs =
        field(DStreamGraph.class, "outputStreams", context.graph(), ArraySeq.class);
    for (int i = outputs.size() - 1; i > to; i--) {
      DStream<?> before = outputs.apply(i - 1);
      outputs.update(i - 1, outputs.apply(i));
      outputs.update(i, before);
    }
  }

  boolean hasUnallocatedBlocks() {
    return scheduler.receiverTracker().hasUnallocatedBlocks();
  }

  /** How many rows receivers have stored that no batch has taken. */
  long unallocatedRows() {
    ReceivedBlockTracker blocks = blockTracker();
    return Stream.of(context.graph().getReceiverInputStreams())
        .flatMap(
            stream ->
                CollectionConverters.asJava(blocks.getUnallocatedBlocks(stream.id())).stream())
        .mapToLong(block -> block.numRecords().isDefined() ? (Long) block.numRecords().get() : 0)
        .sum();
  }

  private ReceivedBlockTracker blockTracker() {
    return field(
        ReceiverTracker.class,
        "receivedBlockTracker",
        scheduler.receiverTracker(),
        ReceivedBlockTracker.class);
  }

  /** Interrupts the output that runs and forgets those that are to come. */
  void abandonOutputs() {
    field(JobScheduler.class, "jobExecutor", scheduler, ExecutorService.class).shutdownNow();
  }

  /** Whether a thread runs a task, and is not one that waits for the next. */
  static boolean runsATask(Thread thread) {
    return thread.getName().startsWith("Executor task launch worker")
        && Stream.of(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().endsWith(".Executor$TaskRunner"));
  }

  private static <T> T field(Class<?> owner, String name, Object of, Class<T> type) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return type.cast(field.get(of));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Spark is not the one that this kit knows, 4.1: " + e, e);
    }
  }

  /** Else the next job that needs a checkpoint and sets none would go on with this one's. */
  static void forgetCheckpoint(JavaSparkContext spark) {
    spark.sc().checkpointDir_$eq(Option.empty());
  }

  static boolean hasNoContext() {
    return SparkContext$.MODULE$.getActive().isEmpty();
  }

  /** Lets another StreamingContext start, although the one before has not stopped. */
  static void forgetActive() {
    StreamingContext$.MODULE$.org$apache$spark$streaming$StreamingContext$$setActiveContext(null);
  }

  /** Stops the SparkContext that there is, if there is one, whoever made it. */
  static void stopActive() {
    Option<SparkContext> active = SparkContext$.MODULE$.getActive();
    if (active.isDefined()) {
      Await.run(active.get()::stop, () -> "the SparkContext to stop\n" + Barrier.stacks());
    }
  }

  /** How long a driver that recovers from a checkpoint has been away, in virtual time. */
  static void downtime(JavaSparkContext spark, long millis) {
    spark.sc().conf().set("spark.streaming.manualClock.jump", Long.toString(millis));
  }

  /** Frees what receivers have stored; a batch that was cut off never does. */
  static void dropReceivedBlocks() {
    BlockManager blocks = SparkEnv.get().blockManager();
    CollectionConverters.asJava(blocks.getMatchingBlockIds(id -> id instanceof StreamBlockId))
        .forEach(id -> blocks.removeBlock(id, true));
  }

  /** Returns when every event that Spark has posted so far has been listened to. */
  static void awaitEvents(JavaSparkContext spark) {
    try {
      spark.sc().listenerBus().waitUntilEmpty(Await.LIMIT.toMillis());
    } catch (TimeoutException e) {
      throw new AssertionError("Spark's listeners are not done within " + Await.LIMIT, e);
    }
  }

  /** Tells Spark how many rows an input has in a batch, once for each. */
  static void reportInput(StreamingContext context, Time time, int stream, long rows) {
    context
        .scheduler()
        .inputInfoTracker()
        .reportInfo(time, new StreamInputInfo(stream, rows, Map$.MODULE$.empty()));
  }
}
