package io.dsstream.cli;

import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import java.io.PrintStream;
import java.nio.file.Path;
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

  @Option(
      order = 32,
      names = "--out",
      paramLabel = "DIR",
      description =
          "Also write each result with all its words to a file of this folder, "
              + "batch-TIME.json, whole or not at all; with --state exactly once.")
  Path folder;

  Sink toSink(PrintStream out) {
    return folder == null ? printed(out) : Sinks.both(Sinks.folder(folder), printed(out));
  }

  private Sink printed(PrintStream out) {
    return switch (format) {
      case PPRINT -> Sinks.pprint(out, num);
      case JSON -> Sinks.json(out, num);
      case CSV -> Sinks.csv(out, num);
      case TABLE -> Sinks.table(out, num);
    };
  }
}
