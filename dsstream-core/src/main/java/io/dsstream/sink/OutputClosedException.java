package io.dsstream.sink;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A stream that is printed to takes no more, as that of a pipe whose reader has left. */
public final class OutputClosedException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  OutputClosedException() {
    super(new IOException("output is closed"));
  }
}
