package io.dsstream.span;

import io.dsstream.state.Replayable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.dstream.DStream;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many sources of a stream have not ended, for a union has several, each of which marks its end
 * in a batch of its own; and how long they have been silent. Safe for use by several threads.
 */
final class OpenSources {
  private final Set<DStream<?>> sources = new LinkedHashSet<>();
  private long open;
  private Duration idle = Duration.ZERO;

  private OpenSources(JavaDStream<?> stream) {
    collect(stream.dstream());
    open = sources.size();
  }

  /** All streams that the given one is made of, and that are made of no other. */
  static OpenSources of(JavaDStream<?> stream) {
    return new OpenSources(stream);
  }

  /** The same, and those of a second stream, for whose end nobody waits. */
  static OpenSources of(JavaDStream<?> stream, JavaDStream<?> second) {
    OpenSources both = new OpenSources(stream);
    both.collect(second.dstream());
    return both;
  }

  private void collect(DStream<?> stream) {
    if (stream.dependencies().isEmpty()) {
      sources.add(stream);
    }
    CollectionConverters.asJava(stream.dependencies()).forEach(this::collect);
  }

  /** Those that can give again what was not committed, in an order that is the same each time. */
  List<Replayable> replayable() {
    return sources.stream()
        .filter(Replayable.class::isInstance)
        .map(Replayable.class::cast)
        .toList();
  }

  /** Takes note of a batch; how long, with it, no line has come. */
  synchronized Duration idleAfter(Tally batch, Duration interval) {
    boolean hasText = batch.lines() > 0 || batch.words() > 0; // of a long line words come first
    idle = hasText ? Duration.ZERO : idle.plus(interval);
    return idle;
  }

  /** Takes note of a batch; whether the last source has ended in it. */
  synchronized boolean endWith(Tally batch) {
    open -= batch.ends();
    return batch.ends() > 0 && open <= 0;
  }
}
