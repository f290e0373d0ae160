package io.dsstream.cli;

import io.dsstream.span.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;

/** What every command that runs a job can be told. */
abstract class JobCommand implements Callable<Integer> {
  @ArgGroup(validate = false, order = 2, heading = "%nWhat a word is:%n")
  private TokenizerOptions words = new TokenizerOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWhat is told of keys and their values:%n")
  private ValueOptions values = new ValueOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nWhat else is known of words and keys:%n")
  private JoinOptions joins = new JoinOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nOver which time words are counted:%n")
  private SpanOptions span = new SpanOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nWhat is printed:%n")
  private SinkOptions output = new SinkOptions();

  @ArgGroup(validate = false, order = 7, heading = "%nHow the job runs:%n")
  private JobOptions job = new JobOptions();

  @ArgGroup(validate = false, order = 8, heading = "%nMessages and help:%n")
  private MessageOptions messages = new MessageOptions();

  private static void requireApart(String name, Path folder, String other, Path otherFolder) {
    if (folder != null && otherFolder != null && real(folder).equals(real(otherFolder))) {
      throw new IllegalArgumentException(
          "%s must be another directory than %s: %s".formatted(name, other, folder));
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize(); // it is not there yet
    }
  }

  /** Runs the job on a source, which the first message names; returns an {@link ExitCode}. */
  final int run(Input input) {
    Span counted = span.toSpan(job.interval);
    requireApart("state", job.state, "out", output.folder);
    requireApart("state", job.state, "source", input.folder());
    requireApart("out", output.folder, "source", input.folder());
    JoinOptions.Join join = joins.toJoin(input);
    ValueOptions.Assembly assembly = values.toAssembly(words);
    return new Job(input, assembly, join, counted, output, job, messages).run();
  }
}
