package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoint of a job at a moment, so that all that the driver writes later can be undone: to
 * the next driver it looks as if this one had died then.
 */
final class CheckpointFolder {
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-(\\d+)");

  private final Path folder;

  CheckpointFolder(String checkpoint) {
    this.folder = Path.of(new org.apache.hadoop.fs.Path(checkpoint).toUri().getPath());
  }

  /**
   * Returns when the checkpoint that follows the making of a batch has been written. Spark writes
   * it under another name; its checksum is renamed after it.
   */
  void awaitWritten(long millis) {
    Path file = folder.resolve("checkpoint-" + millis);
    Path unfinished = folder.resolve(".temp.crc");
    Await.until(
        () -> Files.exists(file) && Files.notExists(unfinished), () -> "the checkpoint " + file);
  }

  /** The time of the batch after whose making the newest checkpoint was written. */
  long newestMillis() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> CHECKPOINT.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElseThrow(() -> new IllegalStateException("no checkpoint in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of it as it is now, beside it. Spark may still be deleting old checkpoints. */
  Path copy() {
    Path copy = folder.resolveSibling(folder.getFileName() + ".copy");
    Await.until(() -> isCopied(copy), () -> "a copy of " + folder);
    return copy;
  }

  private boolean isCopied(Path copy) {
    try {
      replace(copy, folder);
      return true;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return false; // gone between the look and the copying
      }
      throw e;
    }
  }

  /** Makes it what it was, and the copy go. */
  void restore(Path copy) {
    replace(folder, copy);
    delete(copy);
  }

  private static void replace(Path to, Path from) {
    delete(to);
    each(
        from,
        Comparator.naturalOrder(),
        path -> Files.copy(path, to.resolve(from.relativize(path))));
  }

  static void delete(Path folder) {
    if (Files.exists(folder)) {
      each(folder, Comparator.reverseOrder(), Files::delete);
    }
  }

  private interface PathAction {
    void accept(Path path) throws IOException;
  }

  private static void each(Path folder, Comparator<Path> order, PathAction action) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> paths = walk.sorted(order).toList();
      for (Path path : paths) {
        action.accept(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
