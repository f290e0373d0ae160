package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.join.JoinType;
import io.dsstream.state.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.UnionRDD;
import org.apache.spark.streaming.api.java.JavaDStream;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Joins two streams over a span: of each key what both have, at the same time, is one result. They
 * are one job, which commits both at once.
 *
 * <p>A result's times, lines and words are those of the first stream; what was wrong, and how many
 * keys have left, is of both. Figures are named by their stream.
 *
 * @param type which keys of the first stream are told
 * @param firstName what the figures of the first stream are called
 * @param secondName what those of the second are called
 */
public record StreamJoin(JoinType type, String firstName, String secondName) {
  /**
   * Checks the components.
   *
   * @throws NullPointerException if one is null
   * @throws IllegalArgumentException if both streams have one name
   */
  public StreamJoin {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(firstName, "first name");
    Objects.requireNonNull(secondName, "second name");
    if (firstName.equals(secondName)) {
      throw new IllegalArgumentException("joined streams must have different names: " + firstName);
    }
  }

  /**
   * Counts both streams, as {@link SpanJob#run} does one. All ends when the first stream has ended.
   *
   * @param first the text whose words are told
   * @param firstJob what is made of it
   * @param second the text that is looked into
   * @param secondJob what is made of that, over an equal span
   * @param sink takes the results
   * @param ledger null for none
   * @throws IllegalArgumentException if the jobs are of different spans, or the streams of batches
   *     of different lengths
   */
  public void run(
      JavaDStream<TextBlock> first,
      SpanJob firstJob,
      JavaDStream<TextBlock> second,
      SpanJob secondJob,
      ResultSink sink,
      Ledger ledger) {
    Duration interval = BatchLoop.interval(first.dstream());
    SpanState state = state(firstJob, secondJob, sink.selection(), interval);
    Identity identity =
        Identity.joined(firstName, firstJob.identity(), secondName, secondJob.identity());
    BatchLoop.run(
        first.transformWith(second, (a, b, time) -> both(a, b)),
        state,
        sink,
        new Journal(ledger, identity, state),
        OpenSources.of(first, second));
  }

  /** What both keep, as yet of no batch. */
  SpanState state(SpanJob first, SpanJob second, Selection wanted, Duration interval) {
    StreamState lookedInto = second.state(Selection.NOTHING, interval);
    Selection told = type == JoinType.LEFT ? wanted : wanted.and(lookedInto.lookup().filter(type));
    return new JoinedState(this, first.state(told, interval), lookedInto, wanted.limit());
  }

  /** A batch of each, as one for Spark to hand over; nobody computes it. */
  private static JavaRDD<TextBlock> both(JavaRDD<TextBlock> first, JavaRDD<TextBlock> second) {
    List<RDD<TextBlock>> both = List.of(first.rdd(), second.rdd());
    RDD<TextBlock> union =
        new UnionRDD<>(
            first.context(), CollectionConverters.asScala(both).toSeq(), first.classTag());
    return union.toJavaRDD();
  }
}
