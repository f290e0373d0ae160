package io.dsstream.bench.pipeline;

import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Counts the words of a text, as its engine's documentation teaches. */
interface Contender {
  /**
   * Starts to count; runs on until the JVM ends.
   *
   * @param port where its {@link #feed} is, on loopback
   * @param words takes how many words were counted, batch by batch; any thread may call it
   */
  void start(int port, LongConsumer words) throws Exception;

  /** How many bytes of text a run sends, so that it takes ten seconds and more. */
  long bytes();

  /** What its documentation gives a JVM 17, beside what all get. */
  default List<String> jvmOptions() {
    return List.of();
  }

  /** The collector that it is fastest with. */
  default List<String> collector() {
    return List.of("-XX:+UseParallelGC");
  }

  /** What sends it the text; plain lines to its first connection unless its protocol is another. */
  default Feed feed(Load load) throws Exception {
    return Sender.start(load.wire(), load.count());
  }

  /** What it says it has counted must add up to this: words, if it counts any. */
  default long total(Load load) {
    return load.count() * words(load.countsOfBlock());
  }

  /** How many words it must count in a text whose words, empty ones included, occur so often. */
  default long words(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many threads are to count. */
  static int cores() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }
}
