package io.dsstream.bench.pipeline;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * One run of one contender.
 *
 * @param name the contender
 * @param bytes how many bytes of text it counted
 * @param words how many words
 * @param nanos from the first byte sent to the last word counted
 * @param cpuNanos CPU time of its process, start-up included
 * @param peakKib the most memory that its process had
 */
record Run(String name, long bytes, long words, long nanos, long cpuNanos, long peakKib) {
  /** Ends what does not end by itself; it then has counted too few words. */
  private static final Executor LIMIT = CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES);

  /** What the launcher gives the JVM. */
  private static final List<String> JVM = List.of("-Xmx2g", "-XX:+UseParallelGC");

  /**
   * Counts {@code count} blocks by a contender in a new JVM.
   *
   * @throws IllegalStateException if it did not count every word, and no more
   */
  static Run of(String name, List<TextBlock> blocks, int count) throws Exception {
    // Every block of the text holds the same words, and is as long.
    long bytes = (long) count * blocks.get(0).length();
    long words = count * words(blocks.get(0));
    try (Sender sender = Sender.start(blocks, count)) {
      Process process = start(name, sender.port(), words);
      LIMIT.execute(process::destroyForcibly);
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        String line = out.readLine();
        long end = System.nanoTime();
        String[] figures = line == null ? new String[] {"0", "0", "0"} : line.split(" ");
        if (Long.parseLong(figures[0]) != words) {
          throw new IllegalStateException(
              "%s must count %d words: %s".formatted(name, words, line));
        }
        return new Run(
            name,
            bytes,
            words,
            end - sender.startedNanos(),
            Long.parseLong(figures[1]),
            Long.parseLong(figures[2]));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** The JVM that contenders run in. */
  static String jvm() {
    String name = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    return name + " " + String.join(" ", JVM);
  }

  private static long words(TextBlock block) {
    return SplitAndMerge.count(block).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Process start(String name, int port, long words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(JVM);
    Stream.of(JavaModuleOptions.defaultModuleOptionArray()) // as spark-submit does
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
    command.add(ContenderMain.class.getName());
    command.addAll(List.of(name, Integer.toString(port), Long.toString(words)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
