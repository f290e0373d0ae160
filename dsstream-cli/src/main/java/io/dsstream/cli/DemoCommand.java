package io.dsstream.cli;

import io.dsstream.source.LineSources;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dsstream demo}: the whole job on a server and a text of its own. */
@Command(
    name = "demo",
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "dsstream demo [OPTIONS]",
    description = {
      "%nTells Alice's Adventures in Wonderland on a port of its own, twenty lines a second, and",
      "counts its words until Ctrl-C. Try it with --format table.%n"
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private TokenizerOptions words;
  @Mixin private SinkOptions output;
  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    Console.setQuiet(job.quiet);
    try (DemoServer server = DemoServer.start()) {
      Console.say("telling Alice's Adventures in Wonderland on 127.0.0.1:" + server.port());
      return new Job(LineSources.tcp("127.0.0.1", server.port()), words.toTokenizer(), output, job)
          .run();
    }
  }
}
