package io.dsstream.state;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
 * try (Ledger ledger = Ledger.open(Path.of("state"));
 *     context) { // stops first
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

  /** The locks that this process holds. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel lock;

  /** Of each entry that is there, by its time, whether it is a snapshot. */
  private final NavigableMap<Long, Boolean> committed = new TreeMap<>();

  private List<LedgerEntry> entries = List.of();
  private boolean hasDamaged;

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

  /** A lock is the process's: to close another channel of the file would give it up. */
  private static FileChannel lock(Path folder) {
    try {
      Path file = folder.toRealPath().resolve(LOCK);
      if (!OPEN.add(file)) {
        throw inUse(folder);
      }
      try {
        return lock(folder, file);
      } catch (IOException | RuntimeException e) {
        OPEN.remove(file);
        throw e;
      }
    } catch (IOException e) {
      throw WholeFile.failed(folder.resolve(LOCK), e);
    }
  }

  private static FileChannel lock(Path folder, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            WholeFile.ownerOnly("rw-------"));
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

  private static StateException inUse(Path folder) {
    return new StateException(
        StateException.Reason.IN_USE, "state is in use by another process: " + folder);
  }

  private static void requireOwner(Path folder, Path file) throws IOException {
    if (!Files.getOwner(folder).equals(Files.getOwner(file))) {
      throw StateException.unusable(
          "state must be of its owner alone, but %s is of %s: %s"
              .formatted(LOCK, Files.getOwner(file), folder));
    }
  }

  /**
   * The entries that a fresh start needs: a snapshot and what changed after it; none at first. They
   * may be large, and a ledger gives them once: a job that starts anew opens it anew.
   *
   * @throws IllegalStateException if they have been taken
   */
  public List<LedgerEntry> takeEntries() {
    if (entries == null) {
      throw new IllegalStateException("ledger has started a job already: open it again");
    }
    List<LedgerEntry> taken = entries;
    entries = null;
    return taken;
  }

  /** The batch time of the newest entry; the smallest long if there is none. */
  public long lastMillis() {
    return committed.isEmpty() ? Long.MIN_VALUE : committed.lastKey();
  }

  /**
   * Commits a batch: when this returns it is on the disk.
   *
   * @throws IllegalArgumentException if it is not later than the newest
   * @throws IllegalStateException if it is closed
   * @throws UncheckedIOException if it cannot be written; then it is not committed
   */
  public void append(long millis, boolean isSnapshot, byte[] body) {
    if (!lock.isOpen()) {
      throw new IllegalStateException("ledger is closed: " + folder);
    }
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
      if (lock.size() > 0 || hasDamaged) {
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
    requireNewestOnly(all.tailMap(last, false));
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
      } else if (name.endsWith(".damaged")) {
        hasDamaged = true;
      } else if (!name.equals(LOCK)) {
        throw StateException.unusable(
            "state must be a directory of its own, but %s is in it: %s".formatted(name, folder));
      }
    }
    return all;
  }

  private static Optional<LedgerEntry> read(Path file) {
    try {
      return LedgerEntry.of(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.warn("state {} cannot be read: {}", file, e.toString());
      return Optional.empty();
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

  /**
   * One batch may be told again, which is said. More than that is the user's to decide: whoever
   * counts again what a thousand batches have told makes a mess of their results.
   */
  private void requireNewestOnly(NavigableMap<Long, Optional<LedgerEntry>> unusable) {
    if (unusable.size() > 1) {
      throw StateException.unusable(
          "state is damaged at %s, and %d entries after it are of no use without it: restore a copy of %s, or move these entries away to count their batches again"
              .formatted(file(unusable.firstKey()).getFileName(), unusable.size() - 1, folder));
    }
  }

  /** Out of the way, and kept for who wants to look. */
  private void setAside(NavigableMap<Long, Optional<LedgerEntry>> unusable) throws IOException {
    if (!unusable.isEmpty()) {
      LOG.warn(
          "state {}: the newest entry, {}, is damaged; what its batch read is read again where the source can, and its result may be told twice",
          folder,
          file(unusable.firstKey()).getFileName());
    }
    for (long millis : unusable.keySet()) {
      Path file = file(millis);
      Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), REPLACE_EXISTING);
    }
  }

  /** Lets another process have the folder; may be called again. */
  @Override
  public void close() {
    try {
      if (lock.isOpen()) {
        lock.close();
        OPEN.remove(folder.toRealPath().resolve(LOCK));
      }
    } catch (IOException e) {
      LOG.warn("state {}: {}", folder, e.toString());
    }
  }
}
