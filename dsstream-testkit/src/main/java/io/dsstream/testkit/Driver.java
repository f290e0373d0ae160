package io.dsstream.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/**
 * The driver of a job under test, over all its lives: lets time pass, holds batches, dies and
 * starts again. What each method promises is said where {@link BatchHarness} has it.
 */
final class Driver {
  private enum State {
    ALIVE,
    CRASHED,
    CLOSED
  }

  private final BatchTimes times;
  private final BatchEvents events = new BatchEvents();
  private final BatchReport report;
  // Before the first output of each batch, after it, and after the last.
  private final Gate entry = new Gate();
  private final Gate middle = new Gate();
  private final Gate exit = new Gate();
  private long heldAfter;
  private final List<LocalRef<?>> refs = new ArrayList<>();
  private final List<InputLog<?>> inputs = new ArrayList<>();
  private final JavaDStream<Integer> sentinel;
  private Engine engine;
  private State state = State.ALIVE;
  private long crashBatch;
  private CrashPoint crashPoint;

  Driver(BatchTimes times) {
    this.times = times;
    report = new BatchReport(times, events);
    engine = Engine.create(events, report);
    sentinel = stream(new InputLog<>(null));
    addSentinel(sentinel, ref(entry));
  }

  /** Gives every batch a job, for Spark posts no event for one without; and one that can wait. */
  private static void addSentinel(JavaDStream<Integer> stream, LocalRef<Gate> gate) {
    stream.foreachRDD(rdd -> gate.get().pass());
  }

  BatchReport report() {
    return report;
  }

  JavaStreamingContext context() {
    return engine.context();
  }

  <T> JavaDStream<T> stream(InputLog<T> log) {
    inputs.add(log);
    return new JavaDStream<>(
        new ScriptedInputDStream<>(context().ssc(), ref(log)), ScriptedInputDStream.classTag());
  }

  <T> LocalRef<T> ref(T value) {
    LocalRef<T> ref = new LocalRef<>(value);
    refs.add(ref);
    return ref;
  }

  void batch() {
    if (times.batches() + 1 == crashBatch) {
      crash(crashPoint);
      restart(0);
      return;
    }
    long batch = made(1);
    if (entry.isClosed()) {
      engine.barrier().awaitMade(batch);
    } else {
      engine.barrier().awaitOver(batch);
    }
  }

  /** Lets so many intervals pass at once; the first batch of them. */
  private long made(int count) {
    start();
    long first = times.batches() + 1;
    pass(count);
    engine.internals().advance(count * times.intervalMillis());
    return first;
  }

  /** Settles what each input has for the batches that are to come. */
  private void pass(int count) {
    for (int i = 0; i < count; i++) {
      long millis = times.millis(times.next());
      inputs.forEach(input -> input.batch(millis));
    }
  }

  void burst(int count) {
    requireCount("batches", count, 1);
    long first = made(count);
    if (entry.isClosed()) {
      engine.barrier().awaitMade(times.batches());
    } else {
      awaitAll(first);
    }
  }

  private static void requireCount(String name, int count, int min) {
    if (count < min) {
      throw new IllegalArgumentException(name + " must be >= " + min + ": " + count);
    }
  }

  void hold() {
    entry.close();
    heldAfter = times.batches();
  }

  void release() {
    entry.open();
    awaitAll(Math.max(1, times.batches()));
  }

  private void awaitAll(long from) {
    for (long batch = from; batch <= times.batches(); batch++) {
      engine.barrier().awaitOver(batch);
    }
  }

  void awaitReceived() {
    start();
    Await.until(
        engine.internals()::hasUnallocatedBlocks,
        () -> "a receiver to store something%s%n%s".formatted(events.lastStop(), report));
  }

  void awaitReceived(long rows) {
    start();
    Await.until(
        () -> engine.internals().unallocatedRows() >= rows,
        () ->
            "receivers to store %d rows, of which there are %d%s%n%s"
                .formatted(rows, engine.internals().unallocatedRows(), events.lastStop(), report));
  }

  void start() {
    if (state != State.ALIVE) {
      throw new IllegalStateException(
          state == State.CRASHED ? "the driver has crashed: restart() first" : "it is closed");
    }
    if (!engine.isStarted()) {
      if (times.batches() == 0) { // the job's outputs are all there
        addSentinel(sentinel, ref(middle));
        engine.internals().moveLastOutput(2);
        addSentinel(sentinel, ref(exit));
      }
      engine.start();
    }
  }

  void crash(CrashPoint point) {
    String checkpoint = context().ssc().checkpointDir();
    if (entry.isClosed() && point != CrashPoint.AFTER_GENERATION) {
      throw new IllegalStateException("held batches have no outputs: release() before " + point);
    }
    if (checkpoint == null) {
      throw new IllegalStateException("a crash needs a checkpoint: call context().checkpoint(...)");
    }
    CheckpointFolder folder = new CheckpointFolder(checkpoint);
    Path copy = batchUpTo(point, folder);
    crashBatch = 0;
    die();
    folder.restore(copy);
  }

  private void die() {
    state = State.CRASHED;
    engine.stop();
    Stream.of(entry, middle, exit).forEach(Gate::open);
    report.die();
  }

  /** Whether a planned crash is still to come. */
  boolean isCrashToCome() {
    return crashBatch > 0;
  }

  /** Plans a crash and a restart instead of a batch; of batch 0 none. */
  void crashIn(long batch, CrashPoint point) {
    crashBatch = batch;
    crashPoint = point;
  }

  private Path batchUpTo(CrashPoint point, CheckpointFolder folder) {
    if (point == CrashPoint.AFTER_CHECKPOINT) {
      engine.barrier().awaitOver(made(1));
      return folder.copy();
    }
    Gate gate =
        switch (point) {
          case AFTER_GENERATION -> entry;
          case AFTER_FIRST_OUTPUT -> middle;
          default -> exit;
        };
    gate.close();
    long batch = made(1);
    engine.barrier().awaitMade(batch);
    folder.awaitWritten(times.millis(batch));
    Await.until(gate::isWaitedAt, () -> "batch " + batch + " to come to " + point);
    engine.barrier().requireNoFailure(batch);
    return folder.copy();
  }

  void restart(int missed) {
    String checkpoint = context().ssc().checkpointDir();
    if (state == State.ALIVE && checkpoint != null && engine.barrier().isFailed()) {
      if (!engine.barrier().isDead()) {
        new CheckpointFolder(checkpoint).awaitWritten(times.now());
      }
      die(); // as a program whose awaitTermination throws
    }
    if (state != State.CRASHED) {
      throw new IllegalStateException(
          "restart needs a checkpoint, and a crash(...) or a batch that has failed");
    }
    requireCount("missed batches", missed, 0);
    long newest = new CheckpointFolder(checkpoint).newestMillis();
    state = State.ALIVE;
    long crashed = times.batches();
    pass(missed);
    SparkInternals.downtime(SharedSpark.spark(), times.now() - newest);
    engine = Engine.recover(checkpoint, events, report);
    try {
      engine.start(); // which makes those batches
    } catch (Exception | LinkageError e) { // of Scala, which knows no checked ones
      engine.barrier().failStart(crashed, e);
    }
    awaitAll(crashed);
  }

  /** Of what a receiver has reported since the last batch nobody would hear. */
  private static void close(Engine engine) {
    Optional<String> error;
    try {
      error = engine.isStarted() ? engine.barrier().untoldReceiverError() : Optional.empty();
    } finally {
      engine.stop();
    }
    error.ifPresent(
        what -> {
          throw new AssertionError("after the last batch: receiver " + what);
        });
  }

  void close() {
    boolean isRunning = state == State.ALIVE;
    state = State.CLOSED;
    boolean isHeld = isRunning && entry.isClosed() && times.batches() > heldAfter;
    entry.open();
    boolean isInterrupted = Thread.interrupted(); // by a time-out, which is no reason to stay
    try {
      if (isRunning) {
        close(engine);
      }
      if (isHeld) {
        throw new AssertionError("closed while batches were held: release() them first");
      }
    } finally {
      refs.forEach(LocalRef::drop);
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
