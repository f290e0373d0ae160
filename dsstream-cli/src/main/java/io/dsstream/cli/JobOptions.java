package io.dsstream.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How the job runs. */
final class JobOptions {
  @Option(
      order = 1,
      names = {"-i", "--interval"},
      defaultValue = "1",
      paramLabel = "SECONDS",
      converter = Converters.Interval.class,
      description = "Batch interval in seconds, as 10 or 0.5 (default: 1).")
  Duration interval;

  @Option(
      order = 40,
      names = "--batches",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Stop after N batches, or windows.")
  Integer batches;

  @Option(
      order = 41,
      names = "--for",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Stop after so long, as 30s, 5m or 500ms, once all received lines are counted.")
  Duration duration;

  @Option(
      order = 42,
      names = "--state",
      paramLabel = "DIR",
      description =
          "Commit each batch to this folder, and go on from it when started again: no file "
              + "is counted twice or lost, and windows and totals go on (default: none).")
  Path state;

  @Option(
      order = 43,
      names = "--master",
      paramLabel = "URL",
      converter = Converters.Master.class,
      description = "Spark master (default: local, a thread per core and per connection).")
  String master;

  @Option(
      order = 44,
      names = "--conf",
      paramLabel = "KEY=VALUE",
      converter = Converters.KeyValue.class,
      description = "Set a Spark property; may be repeated.")
  List<Map.Entry<String, String>> conf = new ArrayList<>();

  @Option(
      order = 45,
      names = "--ui",
      arity = "0..1",
      fallbackValue = "4040",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description = "Serve Spark's web page on 127.0.0.1 (default port: 4040).")
  Integer ui;

  @Option(
      order = 46,
      names = "--config",
      paramLabel = "FILE",
      description = "Read options from a settings file (default: ~/.dsstream.properties).")
  private Path config; // read by Defaults before anything else is parsed
}
