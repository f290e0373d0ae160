package io.dsstream.cli;

import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** What is printed of each batch, and how. */
final class SinkOptions {
  /** The formats there are. */
  enum Format {
    PPRINT,
    JSON,
    CSV,
    TABLE
  }

  @Option(
      order = 30,
      names = {"-n", "--num"},
      defaultValue = "10",
      paramLabel = "N",
      converter = Converters.Limit.class,
      description = "Words printed per batch, most frequent first, or all (default: 10).")
  private int num;

  @Option(
      order = 31,
      names = "--format",
      defaultValue = "pprint",
      paramLabel = "FORMAT",
      converter = Converters.FormatName.class,
      description = "pprint (default, as PySpark prints), json (one object a batch), csv or table.")
  private Format format;

  Sink toSink(PrintStream out) {
    return switch (format) {
      case PPRINT -> Sinks.pprint(out, num);
      case JSON -> Sinks.json(out, num);
      case CSV -> Sinks.csv(out, num);
      case TABLE -> Sinks.table(out, num);
    };
  }
}
