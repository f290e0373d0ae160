package io.dsstream.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a folder for one ledger of one process, and others than its owner out of it. */
final class FolderLock implements AutoCloseable {
  /** The file that is locked. */
  static final String NAME = "ledger.lock";

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** The locks that this process holds. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a folder, which is made if it is not there.
   *
   * @throws StateException if another process has it, or if others may write to it
   * @throws UncheckedIOException if it cannot be written
   */
  static FolderLock acquire(Path folder) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      requireSafe(folder);
    }
    WholeFile.makeFolder(folder);
    return lock(folder);
  }

  private static void requireSafe(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw StateException.unusable("state must be a directory of its own: " + folder);
    }
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    try {
      if (view != null && !Collections.disjoint(view.readAttributes().permissions(), OTHERS)) {
        throw StateException.unusable(
            "state must be writable by its owner alone: chmod 700 " + folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    }
  }

  /** A lock is the process's: to close another channel of the file would give it up. */
  private static FolderLock lock(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(NAME);
      if (!OPEN.add(file)) {
        throw inUse(folder);
      }
      try {
        return new FolderLock(file, lock(folder, file));
      } catch (IOException | RuntimeException e) {
        OPEN.remove(file);
        throw e;
      }
    } catch (IOException e) {
      throw WholeFile.failed(folder.resolve(NAME), e);
    }
  }

  private static FileChannel lock(Path folder, Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      if (channel.tryLock() == null) {
        throw inUse(folder);
      }
      requireOwner(folder, file);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A file to lock, made for its owner alone if it is not there. */
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        WholeFile.ownerOnly("rw-------"));
  }

  private static StateException inUse(Path folder) {
    return new StateException(
        StateException.Reason.IN_USE, "state is in use by another process: " + folder);
  }

  private static void requireOwner(Path folder, Path file) throws IOException {
    if (!Files.getOwner(folder).equals(Files.getOwner(file))) {
      throw StateException.unusable(
          "state must be of its owner alone, but %s is of %s: %s"
              .formatted(NAME, Files.getOwner(file), folder));
    }
  }

  /** Whether it has not been given up. */
  boolean isHeld() {
    return channel.isOpen();
  }

  /** Marks the folder: from now on it is one that has had entries. */
  void markUsed() throws IOException {
    channel.write(ByteBuffer.wrap(new byte[] {'u', 's', 'e', 'd', '\n'}), 0);
    channel.force(true);
  }

  /** Whether the folder has been marked. */
  boolean isUsed() throws IOException {
    return channel.size() > 0;
  }

  /** Lets another process have the folder; may be called again. */
  @Override
  public void close() {
    try {
      if (channel.isOpen()) {
        channel.close();
        OPEN.remove(file);
      }
    } catch (IOException e) {
      LOG.warn("state {}: {}", file.getParent(), e.toString());
    }
  }
}
