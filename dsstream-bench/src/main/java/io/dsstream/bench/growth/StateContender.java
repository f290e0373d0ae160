package io.dsstream.bench.growth;

import io.dsstream.bench.pipeline.ChildJvm;
import io.dsstream.bench.pipeline.LocalSpark;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Who counts over many batches. */
enum StateContender {
  /** A span of this library. */
  DSSTREAM {
    @Override
    StateJob<?> job(BatchWords words) {
      return new SpanJob(span(words));
    }
  },

  /** A span of this library over values by key. */
  DSSTREAM_VALUES {
    @Override
    StateJob<?> job(BatchWords words) {
      return new ValuesJob(span(words));
    }
  },

  /** {@link SparkWindowJob}. */
  SPARK {
    @Override
    StateJob<?> job(BatchWords words) {
      return new SparkWindowJob(words.window());
    }
  },

  /** {@link SparkUpdateJob}. */
  SPARK_UPDATE {
    @Override
    StateJob<?> job(BatchWords words) {
      return new SparkUpdateJob();
    }
  },

  /** {@link SparkMapJob}. */
  SPARK_MAP {
    @Override
    StateJob<?> job(BatchWords words) {
      return new SparkMapJob();
    }
  };

  abstract StateJob<?> job(BatchWords words);

  private static Span span(BatchWords words) {
    Duration slide = Duration.ofSeconds(VirtualTime.SECONDS);
    return words.window() == 0
        ? Spans.running()
        : Spans.window(slide.multipliedBy(words.window()), slide);
  }

  /** Whether it may be beyond what it has of time and memory; the library may not. */
  boolean isPeer() {
    return this != DSSTREAM && this != DSSTREAM_VALUES;
  }

  /** The options of its JVM: the collector that it is fastest with, and the same memory for all. */
  List<String> jvmOptions() {
    List<String> collector =
        isPeer() ? List.of("-XX:+UseParallelGC") : LocalSpark.launcherOptions();
    return Stream.of(
            ChildJvm.memory(),
            collector,
            List.of("-XX:+ExitOnOutOfMemoryError"),
            LocalSpark.jvmOptions())
        .flatMap(List::stream)
        .toList();
  }

  /** The contender of a name that {@link #toString} has given. */
  static StateContender named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
