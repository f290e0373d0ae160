package io.dsstream.bench.growth;

/** A contender was not wrong, but had too little time or memory for a point. */
final class BeyondLimitException extends Exception {
  private static final long serialVersionUID = 1L;

  BeyondLimitException(String message) {
    super(message);
  }
}
