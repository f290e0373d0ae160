package io.dsstream.cli;

import io.dsstream.source.LineSources;
import io.dsstream.source.TcpSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
  @Spec private CommandSpec spec;

  @Option(names = "-h", hidden = true) // a demo has no host, so it can only mean help
  private boolean help;

  @Override
  public Integer call() {
    if (help) {
      spec.commandLine().usage(System.out);
      return ExitCode.FINISHED;
    }
    try (DemoServer server = DemoServer.start()) {
      TcpSource story = LineSources.tcp("127.0.0.1", server.port());
      String name = "Alice's Adventures in Wonderland, told on " + story.address();
      return run(Input.of(story, name, Input.Server::source));
    }
  }
}
