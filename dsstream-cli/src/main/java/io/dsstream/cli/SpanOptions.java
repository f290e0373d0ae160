package io.dsstream.cli;

import io.dsstream.span.RunningTotal;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which batches are counted together. */
final class SpanOptions {
  @Option(
      order = 25,
      names = "--window",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description =
          "Count the batches of so long together, as 30s or 1h (default: each for itself).")
  private Duration window;

  @Option(
      order = 26,
      names = "--slide",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "A window each so long, with --window (default: as long as the window).")
  private Duration slide;

  @Option(
      order = 27,
      names = "--running",
      fallbackValue = "true",
      description = "Count all batches since the start together.")
  private boolean running;

  @Option(
      order = 28,
      names = "--expire",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Forget words that have not come for so long, with --running (default: never).")
  private Duration expire;

  @Option(
      order = 29,
      names = "--max-keys",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description =
          "Forget the least frequent words, or the keys of the smallest numbers, an eighth "
              + "at a time, where there are more than N, with --running (default: none).")
  private Integer maxKeys;

  /**
   * The span that suits batches of an interval.
   *
   * @throws IllegalArgumentException if options do not go together
   */
  Span toSpan(Duration interval) {
    requireTogether(slide, "slide", window != null, "window");
    requireTogether(expire, "expire", running, "running");
    requireTogether(maxKeys, "max-keys", running, "running");
    if (window != null && running) {
      throw new IllegalArgumentException("window and running exclude each other: choose one");
    }
    Span span = running ? runningTotal() : windowOrBatch();
    span.requireFits(interval);
    return span;
  }

  private static void requireTogether(Object option, String name, boolean is, String other) {
    if (option != null && !is) {
      throw new IllegalArgumentException(name + " needs --" + other);
    }
  }

  private Span windowOrBatch() {
    if (window == null) {
      return Spans.eachBatch();
    }
    return slide == null ? Spans.window(window) : Spans.window(window, slide);
  }

  private RunningTotal runningTotal() {
    RunningTotal total = Spans.running();
    total = expire == null ? total : total.expireAfter(expire);
    return maxKeys == null ? total : total.maxKeys(maxKeys);
  }
}
