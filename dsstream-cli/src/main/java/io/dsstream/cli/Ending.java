package io.dsstream.cli;

/**
 * Why a run ends.
 *
 * @param exitCode the program's exit code
 * @param drain whether the lines received so far are to be counted first
 * @param message what to tell the person at the very end, or ""
 */
record Ending(int exitCode, boolean drain, String message) {
  static Ending finished() {
    return new Ending(ExitCode.FINISHED, false, "");
  }

  /** Finished, once the lines received so far are counted. */
  static Ending drained() {
    return new Ending(ExitCode.FINISHED, true, "");
  }

  static Ending failed(String message) {
    String advice =
        message.contains("OutOfMemoryError") ? "; more heap may do, as JAVA_OPTS=-Xmx4g" : "";
    String text = "job failed: " + message + advice + " (-v shows where)";
    return new Ending(ExitCode.FAILED, false, text);
  }

  /** What came before the source was lost is counted all the same. */
  static Ending unavailable(String message) {
    return new Ending(ExitCode.UNAVAILABLE, true, message);
  }
}
