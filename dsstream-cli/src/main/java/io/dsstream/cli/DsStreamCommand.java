package io.dsstream.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code dsstream}: counts the words of lines. */
@Command(
    name = "dsstream",
    subcommands = DemoCommand.class,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "dsstream [-h HOST] [-p PORT] [-i SECONDS] [OPTIONS]",
      "       dsstream demo [OPTIONS]"
    },
    description = {
      "%nReads lines of text from a TCP server, or from files, and counts their words, batch by batch.%n"
    },
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:finished",
      "  1:the job failed",
      "  2:wrong usage",
      " 69:source unreachable within --max-wait, or a port of ours is in use",
      " 75:the state is in use by another process",
      " 78:the state cannot be used: damaged, of another job, or not safe",
      "130:left by a second Ctrl-C"
    },
    footer = {
      "%nAn option may also be an environment variable (--max-wait as DSSTREAM_MAX_WAIT) or a",
      "line in a settings file (max-wait=30s, taken as it stands). The command line wins over the",
      "environment, the environment over the file.",
      "%nExample: nc -lk 9999 in one terminal; in another: dsstream -p 9999 -i 2"
    })
final class DsStreamCommand extends JobCommand {
  /** What a bare {@code -h} gives as the host: no host name can contain it. */
  static final String ASKS_FOR_HELP = "\0help";

  @Spec private CommandSpec spec;

  @ArgGroup(validate = false, order = 1, heading = "Where lines come from:%n")
  private SourceOptions source = new SourceOptions();

  /** Parses and runs a command line; never throws, never exits. */
  static int execute(Map<String, String> environment, String... args) {
    CommandLine line = new CommandLine(new DsStreamCommand());
    line.setExecutionStrategy(DsStreamCommand::runLast);
    line.setExecutionExceptionHandler(Errors::failed);
    line.setParameterExceptionHandler(Errors::usage);
    line.setErr(new PrintWriter(System.err, true));
    try {
      line.setDefaultValueProvider(Defaults.load(environment, args, line.getCommandSpec()));
    } catch (ParameterException e) {
      return Errors.usage(e, args);
    }
    return line.execute(args);
  }

  /** Runs the command that was asked for; options of another one would go unheard. */
  private static int runLast(ParseResult parsed) {
    if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(),
          "options must come after %s: %s"
              .formatted(
                  parsed.subcommand().commandSpec().name(),
                  parsed.matchedOptions().get(0).longestName()));
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  @Override
  public Integer call() {
    if (source.host.equals(ASKS_FOR_HELP)) {
      spec.commandLine().usage(System.out);
      return ExitCode.FINISHED;
    }
    return run(source.toInput());
  }
}
