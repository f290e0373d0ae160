package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducer;
import io.dsstream.table.CountTable;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizer;
import java.time.Duration;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/**
 * Which batches a result speaks of, and how they are counted. Every token brings a 1, and the
 * reducer makes one value per word of them: with {@code Reducers.sum()} its count.
 *
 * <p>See {@link Spans} for those there are.
 */
public sealed interface Span permits EachBatch, StoredSpan {
  /**
   * Checks that it can be told of batches that are so long; {@link SpanJob#run} does so too.
   *
   * @throws IllegalArgumentException if it cannot; the message says why
   */
  default void requireFits(Duration interval) {}

  /** Whether there is a result of every batch, so that nothing is untold after one. */
  default boolean tellsEachBatch() {
    return true;
  }

  /**
   * The words of lines over this span. Tokenizer and reducer run in tasks or, where a batch is
   * light and lies in the driver's memory, on the thread of the driver that has the results.
   *
   * @param tokenizer cuts lines into words
   * @param reducer what becomes of two values of a word
   * @throws IllegalArgumentException if one of them cannot be serialised
   */
  SpanJob job(Tokenizer tokenizer, Reducer<Long> reducer);

  /**
   * The values by key of lines over this span: of each key one result, in {@link
   * SpanWords#results()}.
   *
   * @param lines finds keys and values in the lines
   * @param aggregate what becomes of the values of a key
   */
  <T> SpanJob job(KeyedLines<T> lines, Aggregate<? super T, ?, ?> aggregate);

  /** Counts the words of a stream and hands each result over, as {@link SpanJob#run} does. */
  default void forEach(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer, ResultSink sink) {
    job(tokenizer, reducer).run(blocks, sink, null);
  }

  /**
   * The words and their values over this span as a stream of pairs, for further work in Spark, as
   * {@link #byKey} of each batch's, which says what Spark wants for it. Words that are longer than
   * {@link CountTable#MAX_KEY_BYTES} are cut to their start and an ellipsis.
   */
  JavaPairDStream<String, Long> counts(
      JavaDStream<TextBlock> blocks, Tokenizer tokenizer, Reducer<Long> reducer);

  /**
   * The results of the keys of any stream of pairs over this span, each time that it is told, as a
   * stream in Spark.
   *
   * <pre>{@code
   * JavaPairDStream<String, Double> means =
   *     Spans.window(Duration.ofSeconds(30), Duration.ofSeconds(10))
   *         .byKey(readings, Aggregates.mean());
   * }</pre>
   *
   * <p>Unlike {@link #job}, it leaves what it keeps to Spark, which wants {@code
   * context.checkpoint(folder)} for a running total, and for a window of an {@link
   * io.dsstream.reducer.InvertibleReducer}. Such a window costs what enters it and what leaves; of
   * another reducer all of its totals, one for each batch and key, are merged at each slide. A key
   * is in it if the window has a value of it; it ends where the time since the job's start is a
   * multiple of the slide, as Spark's windows do. A running total is a stream of all its keys, and
   * costs all of them in each batch, where {@link #job} costs those that have changed.
   *
   * @throws IllegalArgumentException if the aggregate, which travels to other machines, cannot be
   *     serialised, or if the span cannot be told of batches that are so long
   */
  <K, T, A, R> JavaPairDStream<K, R> byKey(
      JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate);
}
