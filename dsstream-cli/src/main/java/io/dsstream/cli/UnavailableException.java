package io.dsstream.cli;

/** Something outside is not there: {@link ExitCode#UNAVAILABLE}, with a message for the user. */
final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnavailableException(String message) {
    super(message);
  }
}
