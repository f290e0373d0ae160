package io.dsstream.cli;

import io.dsstream.source.LineSources;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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
final class DemoCommand implements Callable<Integer> {
  @ArgGroup(validate = false, order = 2, heading = "What a word is:%n")
  private TokenizerOptions words = new TokenizerOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat is printed:%n")
  private SinkOptions output = new SinkOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nHow the job runs:%n")
  private JobOptions job = new JobOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nMessages and help:%n")
  private MessageOptions messages = new MessageOptions();

  @Override
  public Integer call() {
    Console.setQuiet(messages.quiet);
    try (DemoServer server = DemoServer.start()) {
      Console.say("telling Alice's Adventures in Wonderland on 127.0.0.1:" + server.port());
      return new Job(
              LineSources.tcp("127.0.0.1", server.port()),
              words.toTokenizer(),
              output,
              job,
              messages)
          .run();
    }
  }
}
