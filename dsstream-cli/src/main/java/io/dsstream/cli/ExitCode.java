package io.dsstream.cli;

/** How the program ends: the numbers of sysexits.h and of shells. */
final class ExitCode {
  static final int FINISHED = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNAVAILABLE = 69;
  static final int IN_USE = 75;
  static final int UNUSABLE = 78;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
