package io.dsstream.source;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * A file as it is at a moment. Neither its name nor its number alone is it: names change when files
 * are renamed, and numbers are given again when files are deleted.
 *
 * @param name within its folder
 * @param inode its number in the file system, or 0 where there are none
 * @param size in bytes
 * @param modifiedNanos when it was changed last
 */
record FileId(String name, long inode, long size, long modifiedNanos) {
  static FileId of(Path file, BasicFileAttributes attributes) throws IOException {
    return new FileId(
        file.getFileName().toString(),
        inode(file),
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  private static long inode(Path file) throws IOException {
    boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    return isUnix ? (Long) Files.getAttribute(file, "unix:ino") : 0;
  }

  /** What a link leads to counts; of one that leads nowhere or round there are no attributes. */
  static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /** Whether it is another file, by its place in the folder and in the file system. */
  boolean isSamePlace(FileId other) {
    return name.equals(other.name) && inode == other.inode;
  }

  /** Whether its content is that of another, as far as one can tell without reading it. */
  boolean isSameContent(FileId other) {
    return size == other.size && modifiedNanos == other.modifiedNanos;
  }

  /** Whether it is another file, unchanged, by either of its names. */
  boolean isSameFile(FileId other) {
    boolean isSameInode = inode != 0 && inode == other.inode;
    return isSameContent(other) && (isSameInode || name.equals(other.name));
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(name);
    out.writeLong(inode);
    out.writeLong(size);
    out.writeLong(modifiedNanos);
  }

  static FileId read(DataInput in) throws IOException {
    return new FileId(in.readUTF(), in.readLong(), in.readLong(), in.readLong());
  }
}
