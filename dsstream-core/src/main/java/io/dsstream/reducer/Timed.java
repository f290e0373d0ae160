package io.dsstream.reducer;

import java.io.Serializable;

/**
 * A value and when it was: what makes "the first" and "the last" mean something, for Spark merges
 * values in any order.
 *
 * <p>Ordered by time, then by sequence number, then by the value itself, so that of any two that
 * differ one is the first. The order of the values must be consistent with their equals. Immutable;
 * safe for use by several threads if the value is.
 *
 * <pre>{@code
 * JavaPairDStream<String, Timed<String>> timed =
 *     readings.mapToPair(r -> new Tuple2<>(r.sensor(), Timed.of(r.epochMillis(), r.state())));
 * Spans.eachBatch().byKey(timed, Aggregates.last());
 * }</pre>
 *
 * @param <V> the value
 */
public final class Timed<V extends Comparable<? super V>>
    implements Comparable<Timed<V>>, Serializable {
  private static final long serialVersionUID = 1L;

  private final long time;
  private final long sequence;
  private final V value;

  private Timed(long time, long sequence, V value) {
    this.time = time;
    this.sequence = sequence;
    this.value = value;
  }

  /**
   * A value at a time.
   *
   * @param time in milliseconds since 1970, or in any unit that all values of the stream share
   */
  public static <V extends Comparable<? super V>> Timed<V> of(long time, V value) {
    return of(time, 0, value);
  }

  /**
   * A value at a time and, among those of that time, a place.
   *
   * @param time in milliseconds since 1970, or in any unit that all values of the stream share
   * @param sequence what the source counts, as an offset
   */
  public static <V extends Comparable<? super V>> Timed<V> of(long time, long sequence, V value) {
    return new Timed<>(time, sequence, value);
  }

  /** When it was. */
  public long time() {
    return time;
  }

  /** Its place among those of the same time. */
  public long sequence() {
    return sequence;
  }

  /** The value. */
  public V value() {
    return value;
  }

  @Override
  public int compareTo(Timed<V> other) {
    int byTime = Long.compare(time, other.time);
    int byPlace = byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    return byPlace != 0 ? byPlace : value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timed<?> timed
        && time == timed.time
        && sequence == timed.sequence
        && value.equals(timed.value);
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(time) * 31 + Long.hashCode(sequence)) * 31 + value.hashCode();
  }

  @Override
  public String toString() {
    return "%s at %d.%d".formatted(value, time, sequence);
  }
}
