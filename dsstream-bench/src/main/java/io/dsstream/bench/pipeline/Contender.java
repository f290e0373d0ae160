package io.dsstream.bench.pipeline;

import java.util.function.LongConsumer;

/** Counts the words of the lines of a TCP server, as its engine's documentation teaches. */
@FunctionalInterface
interface Contender {
  /**
   * Starts to count; runs on until the JVM ends.
   *
   * @param port where the server listens, on loopback
   * @param words takes how many words were counted, batch by batch
   */
  void start(int port, LongConsumer words) throws Exception;
}
