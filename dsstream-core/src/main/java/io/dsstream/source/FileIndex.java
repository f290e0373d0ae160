package io.dsstream.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Some files by either of their names, for a look that takes no longer where there are many. */
final class FileIndex {
  private final Map<String, FileId> byName = new HashMap<>();
  private final Map<Long, FileId> byInode = new HashMap<>();

  FileIndex(Collection<FileId> files) {
    for (FileId file : files) {
      byName.put(file.name(), file);
      byInode.put(file.inode(), file);
    }
  }

  /** Whether it is one of these, whatever its name is now. */
  boolean contains(FileId file) {
    return isSame(file, byName.get(file.name())) || isSame(file, byInode.get(file.inode()));
  }

  private static boolean isSame(FileId file, FileId other) {
    return other != null && file.isSameFile(other);
  }

  /** Whether one of these is where it is, changed or not. */
  boolean hasPlaceOf(FileId file) {
    FileId other = byName.get(file.name());
    return other != null && file.isSamePlace(other);
  }
}
