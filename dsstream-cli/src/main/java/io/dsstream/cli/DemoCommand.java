package io.dsstream.cli;

import io.dsstream.source.LineSources;
import io.dsstream.source.TcpSource;
import picocli.CommandLine.Command;

/** {@code dsstream demo}: the whole job on a server and a text of its own. */
@Command(
    name = "demo",
    sortOptions = false,
    usageHelpWidth = 100,
    versionProvider = Version.class,
    synopsisHeading = "Usage: ",
    customSynopsis = "dsstream demo [OPTIONS]",
    description =
        "%nCounts the words of Alice's Adventures in Wonderland, told line by line, until Ctrl-C.")
final class DemoCommand extends JobCommand {
  @Override
  public Integer call() {
    try (DemoServer server = DemoServer.start()) {
      TcpSource story = LineSources.tcp("127.0.0.1", server.port());
      return run(story, "Alice's Adventures in Wonderland, told on " + story.address());
    }
  }
}
