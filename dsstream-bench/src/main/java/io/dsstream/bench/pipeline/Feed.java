package io.dsstream.bench.pipeline;

import java.io.IOException;

/** Sends a text to a contender, from another process than the contender's. */
interface Feed extends AutoCloseable {
  /** Where the contender finds it, on loopback. */
  int port();

  /** When the first byte went, as {@link System#nanoTime}; waits until the last one has. */
  long startedNanos() throws Exception;

  @Override
  void close() throws IOException;
}
