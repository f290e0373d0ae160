package io.dsstream.source;

import io.dsstream.text.Escapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the new files of a folder, each once. A file that is still being written, as far as one can
 * see, waits until it has not changed from one look to the next. For one thread.
 */
final class Folder {
  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

  /** Who writes a file pauses for less than that. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Comparator<FileId> BY_AGE =
      Comparator.comparingLong(FileId::modifiedNanos).thenComparing(FileId::name);

  /**
   * What a look found.
   *
   * @param taken new files, the oldest first
   * @param skipped how many files were seen for the first time that cannot be read
   * @param isMoreToCome whether there are more, or some that may still be written
   */
  record Look(List<FileId> taken, int skipped, boolean isMoreToCome) {}

  private final Path path;
  private final int maxFiles;
  private final long maxBytes;
  private final List<FileId> known = new ArrayList<>();

  /** By name, why. */
  private final Map<String, String> skipped = new HashMap<>();

  private Map<String, FileId> lastLook = Map.of();

  /**
   * @param maxFiles how many files are taken at a look at most
   * @param maxBytes how many bytes, but for the last file's
   */
  Folder(Path path, int maxFiles, long maxBytes) {
    this.path = path;
    this.maxFiles = maxFiles;
    this.maxBytes = maxBytes;
  }

  /** Takes note of files that were taken before. */
  void know(List<FileId> files) {
    known.addAll(files);
  }

  /** All that have been taken and may be seen again. */
  List<FileId> known() {
    return List.copyOf(known);
  }

  /**
   * Looks for new files.
   *
   * @param nowNanos the time, on the clock of the file system
   * @throws UncheckedIOException if the folder cannot be read; the message says why
   */
  Look look(long nowNanos) {
    Map<String, FileId> files = new HashMap<>();
    int newlySkipped = list(files);
    FileIndex present = new FileIndex(files.values());
    known.removeIf(file -> !present.contains(file) && !present.hasPlaceOf(file));
    FileIndex before = new FileIndex(known);
    List<FileId> taken = new ArrayList<>();
    boolean isMoreToCome = false;
    long bytes = 0;
    for (FileId file : files.values().stream().sorted(BY_AGE).toList()) {
      if (before.contains(file)) {
        continue;
      }
      if (before.hasPlaceOf(file)) {
        newlySkipped += skip(file.name(), "it has changed after it was counted");
      } else if (isSettled(file, nowNanos) && taken.size() < maxFiles && bytes < maxBytes) {
        taken.add(file);
        bytes += file.size();
      } else {
        isMoreToCome = true;
      }
    }
    known.addAll(taken);
    lastLook = files;
    return new Look(taken, newlySkipped, isMoreToCome);
  }

  /** Fills in the files there are; how many others there are that were not seen before. */
  private int list(Map<String, FileId> files) {
    int newlySkipped = 0;
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      for (Path file : all) {
        String name = file.getFileName().toString();
        if (!isHidden(name)) {
          names.add(name);
          newlySkipped += add(file, name, files);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of " + path + ": " + e, e);
    }
    skipped.keySet().retainAll(names);
    return newlySkipped;
  }

  /** As those who write files, and Hadoop, name what is not to be read, or not yet. */
  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_") || name.endsWith(".tmp");
  }

  private int add(Path file, String name, Map<String, FileId> files) {
    try {
      BasicFileAttributes attributes = FileId.attributes(file);
      if (attributes.isDirectory()) {
        return 0;
      }
      if (!attributes.isRegularFile()) {
        return skip(name, "it is no regular file");
      }
      if (!Files.isReadable(file)) {
        return skip(name, "it may not be read");
      }
      files.put(name, FileId.of(file, attributes));
      return 0;
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(file) ? skip(name, "it leads nowhere") : 0; // or is gone
    } catch (IOException e) {
      return skip(name, e.toString());
    }
  }

  /** Says so once for each name and reason, and once more when the file has come back. */
  private int skip(String name, String reason) {
    if (reason.equals(skipped.put(name, reason))) {
      return 0;
    }
    LOG.warn("file skipped: {}: {}", Escapes.visible(path.resolve(name).toString()), reason);
    return 1;
  }

  private boolean isSettled(FileId file, long nowNanos) {
    return nowNanos - file.modifiedNanos() > SETTLED_NANOS
        || file.equals(lastLook.get(file.name()));
  }
}
