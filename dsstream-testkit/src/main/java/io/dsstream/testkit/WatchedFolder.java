package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder that a job watches by {@code textFileStream}, in virtual time: a file that is put here
 * is the next batch's.
 *
 * <pre>{@code
 * WatchedFolder folder = harness.files(temporary);
 * Captured<String> lines = harness.capture(harness.context().textFileStream(folder.uri()));
 * harness.batch();
 * folder.put("a.txt", "to be", "or not");
 * harness.batch();
 * lines.inBatch(2).hasRows("to be", "or not");
 * }</pre>
 */
public final class WatchedFolder {
  private final Path folder;
  private final BatchTimes times;
  private final Set<String> names = new HashSet<>();

  WatchedFolder(Path folder, BatchTimes times) {
    this.folder = folder;
    this.times = times;
  }

  /** What {@code textFileStream} is to be given. */
  public String uri() {
    return folder.toUri().toString();
  }

  /**
   * Puts a file, whole at once: it is written under a hidden name, which Spark does not look at,
   * and renamed. Its time is just after the last batch's.
   *
   * @throws UncheckedIOException if it cannot be written
   * @throws IllegalArgumentException if it had that name before: Spark would not look at it again
   */
  public void put(String name, String... lines) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("file must have a new name: " + name);
    }
    try {
      Path hidden = Files.write(folder.resolve("." + name), List.of(lines));
      Files.setLastModifiedTime(hidden, FileTime.fromMillis(times.now() + 1));
      Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put " + name + " into " + folder + ": " + e, e);
    }
  }
}
