package io.dsstream.cli;

/**
 * Why a run ends.
 *
 * @param exitCode the program's exit code
 * @param drain whether the lines received so far are to be counted first
 * @param message what to tell the person, or ""
 */
record Ending(int exitCode, boolean drain, String message) {
  static Ending finished() {
    return new Ending(ExitCode.FINISHED, false, "");
  }

  static Ending drain(String message) {
    return new Ending(ExitCode.FINISHED, true, message);
  }

  static Ending failed(String message) {
    return new Ending(ExitCode.FAILED, false, "job failed: " + message + " (-v shows where)");
  }

  static Ending unavailable(String message) {
    return new Ending(ExitCode.UNAVAILABLE, false, message);
  }
}
