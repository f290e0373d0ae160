package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import java.io.PrintStream;

/** Prints batches in some format. */
final class TextSink implements Sink {
  private final PrintStream out;
  private final int limit;
  private final BatchFormat format;
  private boolean started;

  TextSink(PrintStream out, int limit, BatchFormat format) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be >= 0: " + limit);
    }
    this.out = out;
    this.limit = limit;
    this.format = format;
  }

  @Override
  public int limit() {
    return limit;
  }

  @Override
  public void accept(BatchResult result) {
    if (!started) {
      out.print(format.header(result));
      started = true;
    }
    out.print(format.format(result));
    if (out.checkError()) { // flushes first
      throw new OutputClosedException();
    }
  }
}
