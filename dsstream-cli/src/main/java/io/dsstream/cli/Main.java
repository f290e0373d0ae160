package io.dsstream.cli;

/** The program {@code dsstream}, which ends the JVM with an exit code. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    System.exit(DsStreamCommand.execute(System.getenv(), args));
  }
}
