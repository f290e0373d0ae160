package io.dsstream.state;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there whole or not at all: written under another name, then renamed, and each step
 * is on the disk before the next one begins. Its owner alone may read it.
 */
public final class WholeFile {
  private static final String UNFINISHED = ".tmp";
  private static final int BUFFER = 1 << 16;

  /** What is in a file. */
  interface Content {
    /** Writes it; the stream is buffered, and closed by its owner. */
    void write(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file under its unfinished name.
   *
   * @throws UncheckedIOException if it cannot be written; the message names it
   */
  public static void prepare(Path file, byte[] content) {
    prepare(file, out -> out.write(content));
  }

  private static long prepare(Path file, Content content) {
    long size;
    Path unfinished = unfinished(file);
    try {
      Files.deleteIfExists(unfinished);
      try (FileChannel out =
          FileChannel.open(
              unfinished, Set.of(WRITE, CREATE, TRUNCATE_EXISTING), ownerOnly("rw-------"))) {
        FailPoint.reach("created");
        OutputStream buffered = new BufferedOutputStream(new Halves(out), BUFFER);
        content.write(buffered);
        buffered.flush();
        FailPoint.reach("written");
        out.force(true);
        size = out.size();
      }
      sync(file.toAbsolutePath().getParent());
      FailPoint.reach("synced");
      return size;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Writes to a file what it gets, the first of it in two halves: there a process may die. */
  private static final class Halves extends OutputStream {
    private final FileChannel file;
    private boolean isFirst = true;

    Halves(FileChannel file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int half = isFirst ? length / 2 : length;
      writeAll(ByteBuffer.wrap(bytes, from, half));
      if (isFirst) {
        isFirst = false;
        FailPoint.reach("half-written");
        writeAll(ByteBuffer.wrap(bytes, from + half, length - half));
      }
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  /**
   * Gives a prepared file its name.
   *
   * @throws UncheckedIOException if it cannot; the message names the file
   */
  public static void publish(Path file) {
    try {
      Files.move(unfinished(file), file, ATOMIC_MOVE, REPLACE_EXISTING);
      FailPoint.reach("renamed");
      sync(file.toAbsolutePath().getParent());
      FailPoint.reach("published");
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Both at once, of content that need not be in memory; how many bytes it is. */
  static long write(Path file, Content content) {
    long size = prepare(file, content);
    publish(file);
    return size;
  }

  /**
   * Gives a file another ending, out of the way of those who look for whole ones; nothing if it is
   * not there.
   *
   * @return its new name; null if it is not there
   * @throws UncheckedIOException if it cannot; the message names the file
   */
  public static Path setAside(Path file, String ending) {
    Path aside = file.resolveSibling(file.getFileName() + ending);
    try {
      if (Files.notExists(file)) {
        return null;
      }
      Files.move(file, aside, REPLACE_EXISTING);
      sync(file.toAbsolutePath().getParent());
      return aside;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** Makes what was renamed or deleted in a folder last. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  /** The name that a file has until it is whole. */
  public static Path unfinished(Path file) {
    return file.resolveSibling("." + file.getFileName() + UNFINISHED);
  }

  /**
   * Makes a folder, its parents too, that its owner alone may look into; one that is there stays as
   * it is.
   *
   * @throws UncheckedIOException if it cannot; the message names it
   */
  public static void makeFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder.toAbsolutePath(), ownerOnly("rwx------"));
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  static FileAttribute<?>[] ownerOnly(String permissions) {
    boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** The file is named in the cause too, which is what failures of jobs are told by. */
  static UncheckedIOException failed(Path file, IOException e) {
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e instanceof FileSystemException
                ? e.getClass().getSimpleName().replace("Exception", "")
                : e.getMessage();
    IOException named = new IOException("cannot write " + file + ": " + reason, e.getCause());
    named.addSuppressed(e);
    return new UncheckedIOException(named.getMessage(), named);
  }
}
