package io.dsstream.source;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * A file as it is at a moment. Neither its name nor its number alone is it: names change when files
 * are renamed, and numbers are given again when files are deleted.
 *
 * @param name within its folder, as a URI has it: not every name is a string in every locale
 * @param inode its number in the file system, or 0 where there are none
 * @param birthNanos when it was made, which tells it from one that had its number before; or 0
 *     where that is not known
 * @param size in bytes
 * @param modifiedNanos when it was changed last
 * @param head a checksum of its first KiB, or 0 until it is taken
 */
record FileId(String name, long inode, long birthNanos, long size, long modifiedNanos, int head)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int HEAD_BYTES = 1 << 10;

  static FileId of(Path file, BasicFileAttributes attributes, boolean hasBirth) throws IOException {
    return new FileId(
        name(file),
        inode(file),
        hasBirth ? attributes.creationTime().to(TimeUnit.NANOSECONDS) : 0,
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        0);
  }

  static FileId of(Path file) throws IOException {
    return of(file, Files.readAttributes(file, BasicFileAttributes.class), false);
  }

  /**
   * Whether the files of a folder have a time at which they were made: where they have none, Java
   * gives the time of the last change, which of a folder with files in it is another.
   */
  static boolean haveBirths(Path folder) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(folder, BasicFileAttributes.class);
    return !attributes.creationTime().equals(attributes.lastModifiedTime());
  }

  /** The name of a file as it is here. Most are what they look like, which takes no URI to see. */
  static String name(Path file) {
    String plain = file.getFileName().toString();
    if (plain.chars().allMatch(FileId::isPlain)) {
      return plain;
    }
    String path = file.toAbsolutePath().toUri().getRawPath();
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /** Whether a character stands for itself in any URI (RFC 3986, unreserved). */
  private static boolean isPlain(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
  }

  /** The file of that name. */
  Path in(Path folder) {
    if (name.chars().allMatch(FileId::isPlain)) {
      return folder.resolve(name);
    }
    String uri = folder.toAbsolutePath().toUri().toString();
    return Path.of(URI.create(uri.endsWith("/") ? uri + name : uri + "/" + name));
  }

  private static long inode(Path file) throws IOException {
    boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    return isUnix ? (Long) Files.getAttribute(file, "unix:ino") : 0;
  }

  /** This with the checksum of its head. */
  FileId withHead(Path file) throws IOException {
    return new FileId(name, inode, birthNanos, size, modifiedNanos, head(file, size));
  }

  /** Whether another file, changed or not, begins as this one did. */
  boolean isHeadOf(Path other) throws IOException {
    return head == head(other, size);
  }

  private static int head(Path file, long size) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      CRC32C crc = new CRC32C();
      crc.update(in.readNBytes((int) Math.min(size, HEAD_BYTES)));
      return (int) crc.getValue();
    }
  }

  /** Whether they have one number in the file system, and not one after the other. */
  boolean isSameInode(FileId other) {
    boolean isOther = birthNanos != 0 && other.birthNanos != 0 && birthNanos != other.birthNanos;
    return inode != 0 && inode == other.inode && !isOther;
  }

  boolean isSameContent(FileId other) {
    return size == other.size && modifiedNanos == other.modifiedNanos;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeLong(inode);
    out.writeLong(size);
    out.writeLong(modifiedNanos);
    out.writeInt(head);
    out.writeLong(birthNanos);
  }

  /** Reads what was written; a version before had no births. */
  static FileId read(DataInput in, boolean hasBirth) throws IOException {
    String name = in.readUTF();
    long inode = in.readLong();
    long size = in.readLong();
    long modified = in.readLong();
    int head = in.readInt();
    return new FileId(name, inode, hasBirth ? in.readLong() : 0, size, modified, head);
  }
}
