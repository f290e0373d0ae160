package io.dsstream.cli;

/** The program {@code dsstream}, and the one place that ends the JVM. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    System.exit(DsStreamCommand.execute(args));
  }
}
