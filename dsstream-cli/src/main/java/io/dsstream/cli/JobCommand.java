package io.dsstream.cli;

import io.dsstream.source.TcpSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;

/** What every command that runs a job can be told. */
abstract class JobCommand implements Callable<Integer> {
  @ArgGroup(validate = false, order = 2, heading = "%nWhat a word is:%n")
  private TokenizerOptions words = new TokenizerOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat is printed:%n")
  private SinkOptions output = new SinkOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nHow the job runs:%n")
  private JobOptions job = new JobOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nMessages and help:%n")
  private MessageOptions messages = new MessageOptions();

  /** Runs the job on a source, which the first message names; returns an {@link ExitCode}. */
  final int run(TcpSource source, String name) {
    return new Job(source, name, words.toTokenizer(), output, job, messages).run();
  }
}
