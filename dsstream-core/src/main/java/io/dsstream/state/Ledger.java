package io.dsstream.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  /** Writes what is in an entry. */
  public interface Writer {
    /** Writes it, straight to the file. */
    void write(DataOutput out) throws IOException;
  }

  /** Reads what is in an entry. */
  public interface Reader {
    /**
     * Reads it, straight from the file.
     *
     * @param in what was written
     * @param millis the batch time
     * @param isSnapshot whether it is all that a fresh start needs, and not only what changed
     */
    void read(DataInput in, long millis, boolean isSnapshot) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private static final Pattern DAMAGED = Pattern.compile("\\d{19}\\.entry\\.damaged");

  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.entry");

  /** What is to be done again at a start is bounded, however little each batch changes. */
  private static final int MAX_CHANGES = 1000;

  private static final long MIN_CHANGED_BYTES = 1 << 20;

  private static final int MAX_DAMAGED = 10;

  /** The time of the entry that a job writes before its first batch. */
  private static final long BEGINNING = 0;

  private final Path folder;
  private final FolderLock lock;

  /** By time, up to two generations of a snapshot and what changed after it. */
  private final NavigableMap<Long, LedgerEntry> committed = new TreeMap<>();

  private boolean hasStarted;

  /** Batch times of entries that are damaged, of all starts. */
  private final NavigableSet<Long> damaged = new TreeSet<>();

  /** Files that have been read and are no whole entry. */
  private final Set<Path> broken = new HashSet<>();

  private Ledger(Path folder, FolderLock lock) {
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
    Ledger ledger = new Ledger(folder, FolderLock.acquire(folder));
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

  /**
   * Hands over, in their order, the entries that a fresh start needs: a snapshot and what changed
   * after it; none at first. Once: a job that starts anew opens its ledger anew.
   *
   * @throws IllegalStateException if they have been handed over, or it is closed
   * @throws UncheckedIOException if one cannot be read, or ends early
   */
  public void start(Reader reader) {
    requireOpen();
    if (hasStarted) {
      throw new IllegalStateException("ledger has started a job already: open it again");
    }
    hasStarted = true;
    for (LedgerEntry entry : newestGeneration().values()) {
      try {
        entry.read(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + entry.file() + ": " + e, e);
      }
    }
  }

  /** The newest snapshot and what follows; nothing if there is none. */
  private NavigableMap<Long, LedgerEntry> newestGeneration() {
    return committed.descendingMap().values().stream()
        .filter(LedgerEntry::isSnapshot)
        .findFirst()
        .map(snapshot -> committed.tailMap(snapshot.millis(), true))
        .orElseGet(TreeMap::new);
  }

  /** The batch time of the newest entry; the smallest long if there is none. */
  public long lastMillis() {
    return committed.isEmpty() ? Long.MIN_VALUE : committed.lastKey();
  }

  /** The times of batches that were committed after the last one, and are lost: damaged entries. */
  public Set<Long> lostMillis() {
    return Collections.unmodifiableSet(damaged.tailSet(lastMillis(), false));
  }

  /**
   * Whether the next entry is to be a snapshot: when what changed after the last one is more than
   * that, so that snapshots take no more to write than changes do; or after a thousand changes,
   * which a start has to read.
   */
  public boolean wantsSnapshot() {
    NavigableMap<Long, LedgerEntry> generation = newestGeneration();
    if (generation.isEmpty()) {
      return true;
    }
    long snapshot = generation.firstEntry().getValue().size();
    long all = generation.values().stream().mapToLong(LedgerEntry::size).sum();
    return generation.size() > MAX_CHANGES
        || all - snapshot > Math.max(snapshot, MIN_CHANGED_BYTES);
  }

  /**
   * Commits a batch: when this returns it is on the disk.
   *
   * @param millis the batch time; 0 for a beginning without a batch
   * @param isSnapshot whether all is written that a fresh start needs
   * @throws IllegalArgumentException if it is not later than the newest, or less than 0
   * @throws IllegalStateException if it is closed
   * @throws UncheckedIOException if it cannot be written; then it is not committed
   */
  public void append(long millis, boolean isSnapshot, Writer body) {
    requireOpen();
    long previous = lastMillis();
    if (millis < BEGINNING) {
      throw new IllegalArgumentException("batch time must be >= 0: " + millis);
    }
    if (millis <= previous) {
      throw new IllegalArgumentException(
          "batch time must be later than the last committed one, %d: %d"
              .formatted(previous, millis));
    }
    committed.put(millis, LedgerEntry.write(file(millis), millis, previous, isSnapshot, body));
    try {
      if (committed.size() == 1) {
        lock.markUsed();
      }
      if (isSnapshot) {
        compact();
      }
    } catch (IOException e) {
      throw WholeFile.failed(folder, e);
    }
  }

  private void requireOpen() {
    if (!lock.isHeld()) {
      throw new IllegalStateException("ledger is closed: " + folder);
    }
  }

  private void compact() throws IOException {
    List<LedgerEntry> snapshots =
        committed.values().stream().filter(LedgerEntry::isSnapshot).toList();
    if (snapshots.size() < 2) {
      return;
    }
    long kept = snapshots.get(snapshots.size() - 2).millis();
    NavigableMap<Long, LedgerEntry> old = committed.headMap(kept, false);
    for (LedgerEntry entry : old.values()) {
      Files.deleteIfExists(entry.file());
      FailPoint.reach("compacting");
    }
    old.clear();
  }

  private Path file(long millis) {
    return folder.resolve("%019d.entry".formatted(millis));
  }

  private void load() throws IOException {
    NavigableMap<Long, Path> files = list();
    if (files.isEmpty()) {
      if (lock.isUsed() || !damaged.isEmpty()) {
        throw StateException.unusable(
            "state has lost its entries: restore a copy of %s, or delete it to begin anew"
                .formatted(folder));
      }
      return;
    }
    if (!lock.isUsed()) { // a death came before it was marked
      lock.markUsed();
    }
    loadNewest(files);
    NavigableMap<Long, Path> unusable = files.tailMap(lastMillis(), false);
    if (lastMillis() <= BEGINNING && !(unusable.isEmpty() && damaged.isEmpty())) {
      throw StateException.unusable(
          "state is damaged, none of its batches can be used: restore a copy of %s, or delete it to begin anew"
              .formatted(folder));
    }
    requireFew(unusable);
    unusable.forEach(this::setAside);
    files
        .headMap(committed.firstKey(), false)
        .forEach((millis, file) -> committed.put(millis, old(millis, file)));
  }

  private NavigableMap<Long, Path> list() throws IOException {
    NavigableMap<Long, Path> entries = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        entries.put(Long.parseLong(matcher.group(1)), file);
      } else if (name.startsWith(".") && name.endsWith(".entry.tmp")) {
        Files.delete(file); // of a commit that was not finished
      } else if (DAMAGED.matcher(name).matches()) {
        damaged.add(Long.parseLong(name.substring(0, name.indexOf('.'))));
      } else if (!name.equals(FolderLock.NAME)) {
        throw StateException.unusable(
            "state must be a directory of its own, but %s is in it: %s".formatted(name, folder));
      }
    }
    return entries;
  }

  /** The newest snapshot that is whole, and the unbroken chain of changes after it. */
  private void loadNewest(NavigableMap<Long, Path> files) {
    Map<Long, Optional<LedgerEntry>> seen = new HashMap<>();
    for (long start : files.descendingKeySet()) {
      Optional<LedgerEntry> entry = read(files.get(start), LedgerEntry::of);
      seen.put(start, entry);
      if (entry.filter(LedgerEntry::isSnapshot).isPresent()) {
        long previous = entry.get().previousMillis();
        for (long millis : files.tailMap(start, true).keySet()) {
          Optional<LedgerEntry> next = seen.get(millis);
          if (next.isEmpty() || next.get().previousMillis() != previous) {
            return;
          }
          committed.put(millis, next.get());
          previous = millis;
        }
        return;
      }
    }
  }

  /** One that is there to be deleted, whatever has become of it. */
  private LedgerEntry old(long millis, Path file) {
    return read(file, LedgerEntry::header)
        .orElse(new LedgerEntry(file, 0, millis, millis, false, 0));
  }

  private interface Look {
    Optional<LedgerEntry> at(Path file) throws IOException;
  }

  private Optional<LedgerEntry> read(Path file, Look look) {
    try {
      Optional<LedgerEntry> entry = look.at(file).filter(one -> file(one.millis()).equals(file));
      if (entry.isEmpty()) {
        broken.add(file);
      }
      return entry;
    } catch (IOException e) {
      LOG.warn("state {} cannot be read: {}", file, e.toString());
      return Optional.empty();
    } catch (StateException e) {
      throw StateException.unusable("state %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * A few entries that are damaged are gone, and their batches are told again. Whether whole ones
   * that are of no use without another are given up too is the user's to decide, and so are many,
   * and those that are kept from us: whoever counts again what a thousand batches have told makes a
   * mess of their results.
   */
  private void requireFew(NavigableMap<Long, Path> unusable) {
    if (unusable.size() > MAX_DAMAGED
        || unusable.values().stream().anyMatch(file -> !broken.contains(file))) {
      throw StateException.unusable(
          "state cannot go on from %s: %d entries after it are damaged, of no use or cannot be read: restore a copy of %s, or move these away to count their batches again"
              .formatted(file(lastMillis()).getFileName(), unusable.size(), folder));
    }
  }

  /** Out of the way, and kept for who wants to look. */
  private void setAside(long millis, Path file) {
    damaged.add(millis);
    LOG.error(
        "state {}: {}, of the newest, is damaged; what its batch read is read again where the source can, and its result may be told twice",
        folder,
        file.getFileName());
    WholeFile.setAside(file, ".damaged");
  }

  /** Lets another process have the folder; may be called again. */
  @Override
  public void close() {
    lock.close();
  }
}
