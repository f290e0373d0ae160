package io.dsstream.cli;

import io.dsstream.JoinedPipeline;
import io.dsstream.sink.Sink;
import io.dsstream.span.Span;
import io.dsstream.state.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.StreamBlockId;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** One run of the program: builds the pipeline, runs it until something ends it, and says how. */
final class Job {
  private final Input input;
  private final ValueOptions.Assembly assembly;
  private final JoinOptions.Join join;
  private final Span span;
  private final SinkOptions output;
  private final JobOptions options;
  private final MessageOptions messages;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();

  Job(
      Input input,
      ValueOptions.Assembly assembly,
      JoinOptions.Join join,
      Span span,
      SinkOptions output,
      JobOptions options,
      MessageOptions messages) {
    this.input = input;
    this.assembly = assembly;
    this.join = join;
    this.span = span;
    this.output = output;
    this.options = options;
    this.messages = messages;
  }

  int run() {
    SparkSettings settings = new SparkSettings(options, input.receivers() + join.receivers());
    settings.check();
    Logs.install(messages.verbose, messages.quiet);
    Console.setQuiet(messages.quiet);
    try (StateFolder state = StateFolder.open(options.state)) {
      return run(settings, state);
    }
  }

  private int run(SparkSettings settings, StateFolder state) {
    Stdout stdout = new Stdout();
    Progress progress =
        new Progress(output.toSink(stdout.printer()), stdout, options.batches, ending);
    BiConsumer<JavaStreamingContext, Ledger> pipeline = pipeline(progress);
    Signals.install(ending);
    Console.say("counting " + input.name() + "; starting Spark on " + settings.master());
    JavaStreamingContext context = new JavaStreamingContext(settings.conf(), settings.interval());
    try {
      if (ending.isDone()) { // Ctrl-C while Spark was starting
        return ending.join().exitCode();
      }
      Watchdog watchdog = new Watchdog(options.interval, List.of(ending, progress.drain()));
      context.addStreamingListener(watchdog);
      context.addStreamingListener(new FailureListener(ending));
      context.sparkContext().sc().addSparkListener(new ReceiverTaskListener(ending));
      pipeline.accept(context, state.ledger());
      watchdog.start();
      return run(context, progress, watchdog);
    } finally {
      context.sparkContext().close();
    }
  }

  private BiConsumer<JavaStreamingContext, Ledger> pipeline(Sink sink) {
    if (join.second() == null) {
      return assembly.pipeline(input.source(), span, join.table().apply(sink));
    }
    return new JoinedPipeline(
            assembly.stream(input.name(), input.source()),
            assembly.stream(join.second().address(), join.second()),
            join.type(),
            span,
            sink)
        ::attach;
  }

  private int run(JavaStreamingContext context, Progress progress, Watchdog watchdog) {
    long started = System.nanoTime();
    context.start();
    watchdog.watchBatches();
    FailureListener.watch(context, ending);
    Ending end = await(progress, context);
    watchdog.endsWith(end);
    context.stop(false, false); // before the summary: its last batch is then the last
    progress.summarize(Duration.ofNanos(System.nanoTime() - started));
    if (!end.message().isEmpty()) {
      Console.error(end.message());
    }
    return end.exitCode();
  }

  /**
   * Whether all that was taken from a source has been told. Received text is in the block manager
   * until its batch is over; of other machines only there.
   */
  private boolean nothingWaits(JavaStreamingContext context) {
    boolean isHere = context.sparkContext().isLocal() || input.receivers() + join.receivers() == 0;
    return isHere
        && context.ssc().scheduler().getPendingTimes().isEmpty()
        && SparkEnv.get()
            .blockManager()
            .getMatchingBlockIds(id -> id instanceof StreamBlockId)
            .isEmpty();
  }

  /**
   * Waits for what ends the job; if that is to drain it, for the batch that holds the last lines.
   */
  private Ending await(Progress progress, JavaStreamingContext context) {
    if (options.duration != null) {
      ending.completeOnTimeout(
          Ending.drained(), options.duration.toMillis(), TimeUnit.MILLISECONDS);
    }
    Ending end = ending.join();
    if (!end.drain()) {
      return end;
    }
    CompletableFuture<Ending> drained = progress.drain();
    FailureListener.watch(context, drained);
    context.ssc().scheduler().receiverTracker().stop(true);
    if (span.tellsEachBatch() && nothingWaits(context)) {
      return end; // and not after an interval
    }
    progress.drainUntil(System.currentTimeMillis());
    Ending last = drained.join();
    return last.exitCode() == ExitCode.FINISHED ? end : last;
  }
}
