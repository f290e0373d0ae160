package io.dsstream.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with one small file for each committed batch: the state of a job that picks up where it
 * was killed. Each is written whole, checksummed and on the disk before the batch counts as done.
 *
 * <pre>{@code
 * try (Ledger ledger = Ledger.open(Path.of("state"))) {
 *   pipeline.attach(context, ledger);
 *   context.start();
 *   context.awaitTermination();
 * }
 * }</pre>
 *
 * <p>From time to time an entry holds all, not only what its batch changed; those before the last
 * but one of these are deleted. One process at a time; in it, for one thread.
 */
public final class Ledger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final String LOCK = "ledger.lock";

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.entry");

  private final Path folder;
  private final FileChannel lock;

  /** Of each entry that is there, by its time, whether it is a snapshot. */
  private final NavigableMap<Long, Boolean> committed = new TreeMap<>();

  private List<LedgerEntry> entries = List.of();

  private Ledger(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @throws StateException if another process has it, if others may write to it, or if nothing in
   *     it can be used although it has been
   * @throws UncheckedIOException if it cannot be written or read
   */
  public static Ledger open(Path folder) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      requireSafe(folder);
    }
    WholeFile.makeFolder(folder);
    FileChannel lock = lock(folder);
    Ledger ledger = new Ledger(folder, lock);
    try {
      ledger.load();
      return ledger;
    } catch (IOException e) {
      ledger.close();
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
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

  private static FileChannel lock(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new StateException(
            StateException.Reason.IN_USE, "state is in use by another process: " + folder);
      }
      return channel;
    } catch (IOException e) {
      throw WholeFile.failed(folder.resolve(LOCK), e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another ledger of this process
    }
  }

  /** The entries that a fresh start needs: a snapshot and what changed after it; none at first. */
  public List<LedgerEntry> entries() {
    return entries;
  }

  /** Lets go of them, which may be large. */
  public void forgetEntries() {
    entries = List.of();
  }

  /** The batch time of the newest entry; the smallest long if there is none. */
  public long lastMillis() {
    return committed.isEmpty() ? Long.MIN_VALUE : committed.lastKey();
  }

  /**
   * Commits a batch: when this returns it is on the disk.
   *
   * @throws IllegalArgumentException if it is not later than the newest
   * @throws UncheckedIOException if it cannot be written; then it is not committed
   */
  public void append(long millis, boolean isSnapshot, byte[] body) {
    long previous = lastMillis();
    if (millis <= previous) {
      throw new IllegalArgumentException(
          "batch time must be later than the last committed one, %d: %d"
              .formatted(previous, millis));
    }
    LedgerEntry entry = new LedgerEntry(millis, previous, isSnapshot, body);
    WholeFile.write(file(millis), entry.toBytes());
    committed.put(millis, isSnapshot);
    try {
      if (committed.size() == 1) {
        markUsed();
      }
      if (isSnapshot) {
        compact();
      }
    } catch (IOException e) {
      throw WholeFile.failed(folder, e);
    }
  }

  /** From now on an empty folder is one that has lost its entries. */
  private void markUsed() throws IOException {
    lock.write(ByteBuffer.wrap(new byte[] {'u', 's', 'e', 'd', '\n'}), 0);
    lock.force(true);
  }

  private void compact() throws IOException {
    List<Long> whole =
        committed.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    if (whole.size() < 2) {
      return;
    }
    NavigableMap<Long, Boolean> old = committed.headMap(whole.get(whole.size() - 2), false);
    for (long millis : old.keySet()) {
      Files.deleteIfExists(file(millis));
      FailPoint.reach("compacting");
    }
    old.clear();
  }

  private Path file(long millis) {
    return folder.resolve("%019d.entry".formatted(millis));
  }

  private void load() throws IOException {
    NavigableMap<Long, Optional<LedgerEntry>> all = readAll();
    if (all.isEmpty()) {
      if (lock.size() > 0) {
        throw StateException.unusable(
            "state has lost its entries: restore a copy of %s, or delete it to begin anew"
                .formatted(folder));
      }
      return;
    }
    entries = newest(all);
    if (entries.isEmpty()) {
      throw StateException.unusable(
          "state is damaged, of %d entries none can be used: restore a copy of %s, or delete it to begin anew"
              .formatted(all.size(), folder));
    }
    long last = entries.get(entries.size() - 1).millis();
    setAside(all.tailMap(last, false));
    all.headMap(last, true)
        .forEach(
            (millis, entry) ->
                committed.put(millis, entry.map(LedgerEntry::isSnapshot).orElse(false)));
  }

  private NavigableMap<Long, Optional<LedgerEntry>> readAll() throws IOException {
    NavigableMap<Long, Optional<LedgerEntry>> all = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        long millis = Long.parseLong(matcher.group(1));
        all.put(millis, read(file).filter(entry -> entry.millis() == millis));
      } else if (name.startsWith(".") && name.endsWith(".entry.tmp")) {
        Files.delete(file); // of a commit that was not finished
      } else if (!name.equals(LOCK) && !name.endsWith(".damaged")) {
        throw StateException.unusable(
            "state must be a directory of its own, but %s is in it: %s".formatted(name, folder));
      }
    }
    return all;
  }

  private static Optional<LedgerEntry> read(Path file) throws IOException {
    try {
      return LedgerEntry.of(Files.readAllBytes(file));
    } catch (StateException e) {
      throw StateException.unusable("state %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** The newest snapshot that is whole, and the unbroken chain of changes after it. */
  private static List<LedgerEntry> newest(NavigableMap<Long, Optional<LedgerEntry>> all) {
    for (Optional<LedgerEntry> start : all.descendingMap().values()) {
      if (start.isPresent() && start.get().isSnapshot()) {
        List<LedgerEntry> chain = new ArrayList<>(List.of(start.get()));
        for (Optional<LedgerEntry> next : all.tailMap(start.get().millis(), false).values()) {
          long end = chain.get(chain.size() - 1).millis();
          if (next.isEmpty() || next.get().previousMillis() != end) {
            break;
          }
          chain.add(next.get());
        }
        return chain;
      }
    }
    return List.of();
  }

  /** Out of the way, and kept for who wants to look. */
  private void setAside(NavigableMap<Long, Optional<LedgerEntry>> unusable) throws IOException {
    if (!unusable.isEmpty()) {
      LOG.warn(
          "state {}: {} entries cannot be used, since {} is damaged; what their batches read is read again where the source can, and their results may be told twice",
          folder,
          unusable.size(),
          file(unusable.firstKey()).getFileName());
    }
    for (long millis : unusable.keySet()) {
      Path file = file(millis);
      Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
    }
  }

  /** Lets another process have the folder; may be called again. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("state {}: {}", folder, e.toString());
    }
  }
}
