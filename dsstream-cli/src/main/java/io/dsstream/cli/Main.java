package io.dsstream.cli;

import java.security.Security;

/** The program {@code dsstream}, which ends the JVM with an exit code. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its {@link ExitCode}. */
  public static void main(String[] args) {
    // A name is looked up at each try: its server may have moved, or the name be new. The JDK would
    // remember one that it knows for 30 s, and that it does not for 10.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    System.exit(DsStreamCommand.execute(System.getenv(), args));
  }
}
