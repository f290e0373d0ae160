package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducer;
import io.dsstream.state.Ledger;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/** {@link Spans#window}. */
record WindowSpan(Duration length, Duration slide) implements Span {
  WindowSpan {
    requirePositive(length, "window");
    requirePositive(slide, "slide");
    if (slide.compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "slide must be <= the window of %d ms, or batches would be left out: %d ms"
              .formatted(length.toMillis(), slide.toMillis()));
    }
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(name + " must be >= 1 ms: " + duration.toMillis() + " ms");
    }
  }

  @Override
  public void requireFits(Duration interval) {
    requireMultiple(length, interval, "window");
    requireMultiple(slide, interval, "slide");
  }

  @Override
  public boolean tellsEachBatch() {
    return false;
  }

  private static void requireMultiple(Duration duration, Duration interval, String name) {
    if (duration.toMillis() % interval.toMillis() != 0) {
      throw new IllegalArgumentException(
          "%s must be a multiple of the interval of %d ms: %d ms"
              .formatted(name, interval.toMillis(), duration.toMillis()));
    }
  }

  @Override
  public void forEach(
      JavaDStream<TextBlock> blocks,
      Tokenizer tokenizer,
      Reducer<Long> reducer,
      ResultSink sink,
      Ledger ledger) {
    Duration interval = BatchLoop.interval(blocks);
    requireFits(interval);
    TableFactory tables = new TableFactory(reducer);
    BatchJob job = new BatchJob(tokenizer, tables, sink.limit());
    Totals totals = new Totals(tables, sink.limit());
    WindowState state = new WindowState(this, interval, job, totals);
    String name =
        "window " + length.toMillis() + " ms" + (slide.equals(length) ? ", tumbling" : "");
    BatchLoop.run(
        blocks, state, sink, Journal.of(ledger, Identity.of(name, tokenizer, reducer), state));
  }

  /** The values of a window's batches are reduced again at each slide, as Spark does it. */
  @Override
  public JavaPairDStream<String, Long> counts(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer) {
    requireFits(BatchLoop.interval(blocks));
    return Spans.eachBatch()
        .counts(blocks, tokenizer, reducer)
        .reduceByKeyAndWindow(
            reducer,
            Durations.milliseconds(length.toMillis()),
            Durations.milliseconds(slide.toMillis()));
  }
}
