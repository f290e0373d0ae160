package io.dsstream.join;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import scala.Tuple2;

/**
 * Joins of streams of pairs: with a table, which is for each batch as its file is when the batch is
 * made, and with another stream over a window.
 *
 * <pre>{@code
 * JoinTable rooms = JoinTable.of(Path.of("rooms.csv"));
 * JavaPairDStream<String, Tuple2<Double, List<String>>> known = Joins.inner(readings, rooms);
 * JavaPairDStream<String, Double> strangers = Joins.anti(readings, rooms);
 * JavaPairDStream<String, Tuple2<Click, Order>> both =
 *     Joins.overWindow(clicks, orders, Duration.ofMinutes(5), Duration.ofSeconds(10));
 * }</pre>
 *
 * <p>A table goes whole to every machine, again only when it has changed.
 */
public final class Joins {
  private Joins() {}

  /** The pairs whose key the table has, each with the columns of its row. */
  public static <V> JavaPairDStream<String, Tuple2<V, List<String>>> inner(
      JavaPairDStream<String, V> stream, JoinTable table) {
    Sent sent = new Sent(table);
    return stream.transformToPair(
        rdd -> {
          Broadcast<Map<String, List<String>>> rows = sent.rows(rdd);
          return rdd.filter(pair -> rows.value().containsKey(pair._1()))
              .mapToPair(
                  pair ->
                      new Tuple2<>(
                          pair._1(), new Tuple2<>(pair._2(), rows.value().get(pair._1()))));
        });
  }

  /** All pairs, each with the columns of its row if the table has one. */
  public static <V> JavaPairDStream<String, Tuple2<V, Optional<List<String>>>> left(
      JavaPairDStream<String, V> stream, JoinTable table) {
    Sent sent = new Sent(table);
    return stream.transformToPair(
        rdd -> {
          Broadcast<Map<String, List<String>>> rows = sent.rows(rdd);
          return rdd.mapToPair(
              pair ->
                  new Tuple2<>(
                      pair._1(),
                      new Tuple2<>(pair._2(), Optional.ofNullable(rows.value().get(pair._1())))));
        });
  }

  /** The pairs whose key the table does not have. */
  public static <V> JavaPairDStream<String, V> anti(
      JavaPairDStream<String, V> stream, JoinTable table) {
    Sent sent = new Sent(table);
    return stream.transformToPair(
        rdd -> {
          Broadcast<Map<String, List<String>>> rows = sent.rows(rdd);
          return rdd.filter(pair -> !rows.value().containsKey(pair._1()));
        });
  }

  /**
   * Each pair of one stream with each of the other that has its key, where both came within a
   * window; told again at each slide for as long as they are in it.
   *
   * @param length how long the window is, a multiple of the batch interval
   * @param slide how long after it the next one ends, a multiple of the interval
   */
  public static <K, V, W> JavaPairDStream<K, Tuple2<V, W>> overWindow(
      JavaPairDStream<K, V> first, JavaPairDStream<K, W> second, Duration length, Duration slide) {
    // Both the same: Spark refuses to join streams that slide otherwise, with an error of its own.
    return first
        .window(Durations.milliseconds(length.toMillis()), Durations.milliseconds(slide.toMillis()))
        .join(
            second.window(
                Durations.milliseconds(length.toMillis()),
                Durations.milliseconds(slide.toMillis())));
  }

  /** A table as the machines have it. */
  private static final class Sent implements Serializable {
    private static final long serialVersionUID = 1L;

    private final JoinTable table;
    private transient Map<String, List<String>> rows;
    private transient Broadcast<Map<String, List<String>>> sent;

    Sent(JoinTable table) {
      this.table = table;
    }

    /** Called by the driver for each batch, one after the other. */
    Broadcast<Map<String, List<String>>> rows(JavaPairRDD<?, ?> batch) {
      Map<String, List<String>> now = table.rows();
      if (now != rows) {
        rows = now;
        sent = JavaSparkContext.fromSparkContext(batch.context()).broadcast(now);
      }
      return sent;
    }
  }
}
