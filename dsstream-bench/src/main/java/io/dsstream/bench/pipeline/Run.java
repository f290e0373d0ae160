package io.dsstream.bench.pipeline;

import io.dsstream.bench.corpus.Corpora;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of one contender.
 *
 * @param name the contender
 * @param bytes how many bytes of text it counted
 * @param words how many words that text has for it
 * @param nanos from the first byte sent to the last word counted
 * @param cpuNanos CPU time of its process, start-up included
 * @param peakKib the most memory that its process had
 */
public record Run(String name, long bytes, long words, long nanos, long cpuNanos, long peakKib) {
  /** Ends what does not end by itself; it then has counted too few words. */
  private static final Executor LIMIT = CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES);

  /**
   * Counts a text by a contender in a new JVM.
   *
   * @throws IllegalStateException if it did not count every word, and no more
   */
  static Run of(String name, Load load) throws Exception {
    Contender contender = Contenders.named(name);
    long words = load.count() * contender.words(load.countsOfBlock());
    long total = contender.total(load);
    try (Feed feed = contender.feed(load);
        ChildJvm jvm = start(name, contender, feed.port(), total)) {
      LIMIT.execute(jvm.process()::destroyForcibly);
      String line = jvm.process().inputReader(StandardCharsets.UTF_8).readLine();
      long end = System.nanoTime();
      String[] figures = line == null ? new String[] {"0", "0", "0"} : line.split(" ");
      if (Long.parseLong(figures[0]) != total) {
        throw new IllegalStateException("%s must count %d: %s".formatted(name, total, line));
      }
      return new Run(
          name,
          load.bytes(),
          words,
          end - feed.startedNanos(),
          Long.parseLong(figures[1]),
          Long.parseLong(figures[2]));
    }
  }

  /**
   * How many MB/s of the King James text, of about so many bytes, DSStream counts that come over so
   * many connections.
   *
   * @throws IllegalStateException if it did not count every word, and no more
   */
  public static double megabytesPerSecond(int connections, long bytes) throws Exception {
    Load load = Load.of(Corpora.blocks(Corpora.KJV), bytes);
    return of(Contenders.dsstream(connections), load).megabytesPerSecond();
  }

  /** The JVMs that these contenders run in. */
  static List<String> jvms(List<String> names) {
    return names.stream()
        .map(name -> ChildJvm.described(name, options(Contenders.named(name))))
        .toList();
  }

  private static List<String> options(Contender contender) {
    return Stream.of(ChildJvm.memory(), contender.collector(), contender.jvmOptions())
        .flatMap(List::stream)
        .toList();
  }

  private static ChildJvm start(String name, Contender contender, int port, long total)
      throws IOException {
    return ChildJvm.start(
        options(contender),
        List.of(ContenderMain.class.getName(), name, Integer.toString(port), Long.toString(total)));
  }

  double megabytesPerSecond() {
    return bytes / 1e6 / (nanos / 1e9);
  }

  double wordsPerSecond() {
    return words / (nanos / 1e9);
  }

  double cpuSecondsPerGigabyte() {
    return cpuNanos / 1e9 / (bytes / 1e9);
  }
}
