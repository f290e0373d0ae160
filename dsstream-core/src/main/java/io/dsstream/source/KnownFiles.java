package io.dsstream.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Files that have been taken, by either of their names. One that is not there any more is known for
 * a day yet: a folder may be away for a moment, and a file may come back.
 */
final class KnownFiles {
  private static final long MEMORY_NANOS = TimeUnit.DAYS.toNanos(1);

  /** What a file is to those that are known. */
  enum Relation {
    NEW,
    SAME,
    CHANGED
  }

  private final Map<String, FileId> byName = new HashMap<>();
  private final Map<Long, FileId> byInode = new HashMap<>();
  private final Map<FileId, Long> lastSeen = new HashMap<>();

  void add(Collection<FileId> files, long now) {
    for (FileId file : files) {
      byName.put(file.name(), file);
      byInode.put(file.inode(), file);
      lastSeen.put(file, now);
    }
  }

  /** What a file that is there now is; it is read where only its first bytes can tell. */
  Relation relation(FileId file, Path path, long now) throws IOException {
    FileId sameInode = byInode.get(file.inode());
    if (sameInode != null && sameInode.isSameInode(file)) {
      Relation relation = relation(file, sameInode, path);
      if (relation != Relation.NEW) {
        lastSeen.put(sameInode, now);
        return relation;
      }
    }
    FileId sameName = byName.get(file.name());
    boolean mayBeCopy = sameName != null && (file.inode() == 0 || sameName.isSameContent(file));
    Relation relation = mayBeCopy ? relation(file, sameName, path) : Relation.NEW;
    if (relation != Relation.NEW) {
      lastSeen.put(sameName, now);
    }
    return relation;
  }

  private static Relation relation(FileId file, FileId known, Path path) throws IOException {
    if (known.isSameContent(file) && known.isSameInode(file)) {
      return Relation.SAME;
    }
    if (known.size() == 0 || !known.isHeadOf(path)) {
      return Relation.NEW; // its number was given again, or it was written anew
    }
    return known.isSameContent(file) ? Relation.SAME : Relation.CHANGED;
  }

  /** Forgets what has not been there for long. */
  void forget(long now) {
    Set<FileId> old = new HashSet<>();
    lastSeen.forEach(
        (file, seen) -> {
          if (now - seen > MEMORY_NANOS) {
            old.add(file);
          }
        });
    old.forEach(
        file -> {
          lastSeen.remove(file);
          byName.remove(file.name(), file);
          byInode.remove(file.inode(), file);
        });
  }

  boolean contains(FileId file) {
    return lastSeen.containsKey(file);
  }

  List<FileId> all() {
    return new ArrayList<>(lastSeen.keySet());
  }
}
