package io.dsstream.source;

import io.dsstream.text.Escapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
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
 * see, waits until it has not changed for a second. For one thread.
 */
final class Folder {
  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);

  /** By the clock, for files that were there before this looked. */
  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Not from one look to the next: after a pause of the whole program they come at once. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);

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

  /** A file that waits, and since when it is as it is. */
  private record Waiting(FileId file, long since) {}

  private final Path path;
  private final int maxFiles;
  private final long maxBytes;
  private final KnownFiles known = new KnownFiles();

  /** By name, why. */
  private final Map<String, String> skipped = new HashMap<>();

  private Map<String, Waiting> waiting = new HashMap<>();
  private boolean haveBirths;

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
  void know(List<FileId> files, long now) {
    known.add(files, now);
  }

  /** Whether a file has been taken and may be seen again. */
  boolean knows(FileId file) {
    return known.contains(file);
  }

  /**
   * Looks for new files.
   *
   * @param clock the time, on the clock of the file system, in ns
   * @param now the time, on a clock that nobody sets, in ns
   * @throws UncheckedIOException if the folder cannot be read; the message says why
   */
  Look look(long clock, long now) {
    List<FileId> files = new ArrayList<>();
    int newlySkipped = list(files);
    Map<String, Waiting> stillWaiting = new HashMap<>();
    Map<Long, FileId> inodes = new HashMap<>();
    List<FileId> taken = new ArrayList<>();
    long bytes = 0;
    boolean isMoreToCome = false;
    files.sort(BY_AGE);
    for (FileId file : files) {
      try {
        KnownFiles.Relation relation = known.relation(file, file.in(path), now);
        if (relation == KnownFiles.Relation.CHANGED) {
          newlySkipped += skip(file.in(path), "it has changed after it was counted");
        }
        if (relation != KnownFiles.Relation.NEW || isTwin(file, inodes)) {
          continue;
        }
        if (isSettled(file, clock, now, stillWaiting)
            && taken.size() < maxFiles
            && bytes < maxBytes) {
          taken.add(file.withHead(file.in(path)));
          bytes += file.size();
        } else {
          isMoreToCome = true;
        }
      } catch (IOException e) {
        newlySkipped += skip(file.in(path), e.toString()); // and looked at again
      }
    }
    known.add(taken, now);
    known.forget(now);
    waiting = stillWaiting;
    return new Look(taken, newlySkipped, isMoreToCome);
  }

  /** Whether it is one of those before under another name, as links are. */
  private static boolean isTwin(FileId file, Map<Long, FileId> inodes) {
    return file.inode() != 0 && inodes.putIfAbsent(file.inode(), file) != null;
  }

  private boolean isSettled(FileId file, long clock, long now, Map<String, Waiting> stillWaiting) {
    Waiting before = waiting.get(file.name());
    Waiting same = before != null && before.file().equals(file) ? before : new Waiting(file, now);
    stillWaiting.put(file.name(), same);
    return clock - file.modifiedNanos() > OLD_NANOS || now - same.since() >= SETTLED_NANOS;
  }

  /** Adds the files there are; how many others there are that were not seen before. */
  private int list(List<FileId> files) {
    int newlySkipped = 0;
    Set<String> names = new HashSet<>();
    try {
      haveBirths = haveBirths || FileId.haveBirths(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path)) {
      for (Path file : all) {
        String name = FileId.name(file);
        if (!isHidden(name)) {
          names.add(name);
          newlySkipped += add(file, files);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      IOException cause =
          e instanceof IOException io ? io : ((DirectoryIteratorException) e).getCause();
      throw unreadable(cause);
    }
    skipped.keySet().retainAll(names);
    return newlySkipped;
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("cannot read the files of " + path + ": " + e, e);
  }

  /** As those who write files, and Hadoop, name what is not to be read, or not yet. */
  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_") || name.endsWith(".tmp");
  }

  private int add(Path file, List<FileId> files) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return 0;
      }
      if (!attributes.isRegularFile()) {
        return skip(file, "it is no regular file");
      }
      if (!Files.isReadable(file)) {
        return skip(file, "it may not be read");
      }
      if (attributes.size() > 0) { // else whoever made it has yet to write to it
        files.add(FileId.of(file, attributes, haveBirths));
      }
      return 0;
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(file) ? skip(file, "it leads nowhere") : 0; // or is gone
    } catch (IOException e) {
      return skip(file, e.toString());
    }
  }

  /** Says so once for each name and reason, and once more when the file has come back. */
  private int skip(Path file, String reason) {
    if (reason.equals(skipped.put(FileId.name(file), reason))) {
      return 0;
    }
    LOG.warn("file skipped: {}: {}", Escapes.visible(file.toString()), reason);
    return 1;
  }
}
