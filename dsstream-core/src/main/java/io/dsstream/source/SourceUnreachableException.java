package io.dsstream.source;

import java.io.IOException;

/** A source found no server within the time it may wait. */
public final class SourceUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceUnreachableException(String message) {
    super(message);
  }
}
