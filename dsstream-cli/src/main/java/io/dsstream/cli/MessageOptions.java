package io.dsstream.cli;

import picocli.CommandLine.Option;

/** What the program says of itself. */
final class MessageOptions {
  @Option(
      order = 50,
      names = {"-v", "--verbose"},
      fallbackValue = "true",
      description = "Log Spark's doings and stack traces to stderr.")
  boolean verbose;

  @Option(
      order = 51,
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Print nothing but results and errors.")
  boolean quiet;

  @Option(
      order = 52,
      names = {"-?", "--help"},
      usageHelp = true,
      description = "Print this help and exit.")
  private boolean help;

  @Option(
      order = 53,
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  private boolean version;
}
