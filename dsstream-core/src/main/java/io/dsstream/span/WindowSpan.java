package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import java.time.Duration;
import org.apache.spark.streaming.api.java.JavaPairDStream;

/** {@link Spans#window}. */
final class WindowSpan extends StoredSpan {
  private final Duration length;
  private final Duration slide;

  WindowSpan(Duration length, Duration slide) {
    requirePositive(length, "window");
    requirePositive(slide, "slide");
    if (slide.compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "slide must be <= the window of %d ms, or batches would be left out: %d ms"
              .formatted(length.toMillis(), slide.toMillis()));
    }
    this.length = length;
    this.slide = slide;
  }

  Duration length() {
    return length;
  }

  Duration slide() {
    return slide;
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
  StreamState state(Store<?> store, Duration interval) {
    return new WindowState<>(this, interval, store);
  }

  @Override
  String name() {
    return "window " + length.toMillis() + " ms" + (slide.equals(length) ? ", tumbling" : "");
  }

  @Override
  public <K, T, A, R> JavaPairDStream<K, R> byKey(
      JavaPairDStream<K, T> pairs, Aggregate<? super T, A, R> aggregate) {
    return new ByKey<>(pairs, aggregate).window(this);
  }
}
