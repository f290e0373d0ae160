package io.dsstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerTest extends LedgerFolder {
  @Test
  void entries_ofANewFolder_areNone() {
    assertThat(entries()).isEmpty();
    try (Ledger ledger = Ledger.open(folder())) {
      assertThat(ledger.lastMillis()).isEqualTo(Long.MIN_VALUE);
    }
  }

  @Test
  void entries_afterAppends_areTheNewestSnapshotAndWhatFollows() {
    write("A", "b", "c", "D", "e", "f");
    assertThat(entries()).containsExactly("D", "e", "f");
    write("g", "H");
    assertThat(entries()).containsExactly("H");
    try (Ledger ledger = Ledger.open(folder())) {
      assertThatThrownBy(() -> append(ledger, ledger.lastMillis(), "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("batch time must be later than the last committed one");
      assertThatThrownBy(() -> append(ledger, -1, "x")).hasMessage("batch time must be >= 0: -1");
    }
  }

  @Test
  void append_snapshots_keepTheLastTwo() throws IOException {
    write("A", "b", "C", "d");
    assertThat(files()).hasSize(4);
    byte[] old = Files.readAllBytes(entry(1_000));
    old[11]++; // as if a newer version had written it
    Files.write(entry(1_000), old);
    write("E");
    assertThat(files()).hasSize(3).allMatch(name -> name.matches("\\d{19}\\.entry"));
    assertThat(entries()).containsExactly("E");
  }

  @Test
  void files_areTheOwnersAlone() throws IOException {
    write("A");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    for (Path file : List.of(entry(0), folder().resolve("ledger.lock"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void open_twice_saysThatItIsInUse() {
    try (Ledger ledger = Ledger.open(folder())) {
      append(ledger, 0, "A");
      assertThatThrownBy(() -> Ledger.open(folder()))
          .isInstanceOf(StateException.class)
          .hasMessage("state is in use by another process: " + folder())
          .extracting(e -> ((StateException) e).reason())
          .isEqualTo(StateException.Reason.IN_USE);
    }
    assertThat(entries()).containsExactly("A");
  }

  @Test
  void start_twice_throws() {
    write("A");
    try (Ledger ledger = Ledger.open(folder())) {
      ledger.start((in, millis, isSnapshot) -> {});
      assertThatThrownBy(() -> ledger.start((in, millis, isSnapshot) -> {}))
          .hasMessage("ledger has started a job already: open it again");
    }
  }

  @Test
  void append_afterClose_throws() {
    Ledger ledger = Ledger.open(folder());
    ledger.close();
    assertThatThrownBy(() -> append(ledger, 0, "A")).hasMessage("ledger is closed: " + folder());
    assertThatThrownBy(() -> ledger.start((in, millis, isSnapshot) -> {}))
        .hasMessage("ledger is closed: " + folder());
  }

  /** A second opening in this process must not let go of the lock, which is the process's. */
  @Test
  void open_twiceHere_keepsOtherProcessesOut() throws Exception {
    try (Ledger ledger = Ledger.open(folder())) {
      append(ledger, 0, "A");
      assertThatThrownBy(() -> Ledger.open(folder())).isInstanceOf(StateException.class);
      String lock = folder().resolve("ledger.lock").toString();
      String script =
          "import fcntl,sys\ntry: fcntl.lockf(open(sys.argv[1],'r+'),fcntl.LOCK_EX|fcntl.LOCK_NB)\n"
              + "except OSError: sys.exit(75)";
      Process other = new ProcessBuilder("python3", "-c", script, lock).start();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).as("python3 has ended").isTrue();
      assertThat(other.exitValue()).isEqualTo(75);
    }
  }

  @Test
  void open_folderOfOthers_refuses() throws IOException {
    Files.createDirectory(folder());
    Files.writeString(folder().resolve("notes.txt"), "mine");
    assertUnusable("state must be a directory of its own, but notes.txt is in it");
    Files.delete(folder().resolve("notes.txt"));
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertUnusable("state must be writable by its owner alone: chmod 700 ");
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder());
    assertThatThrownBy(() -> Ledger.open(link))
        .hasMessageStartingWith("state must be a directory of its own: ");
  }

  @Test
  void open_entryOfANewerVersion_refuses() throws IOException {
    write("A", "b");
    byte[] newer = Files.readAllBytes(entry(1_000));
    newer[11]++;
    Files.write(entry(1_000), checksummed(Arrays.copyOf(newer, newer.length - 4)));
    assertThatThrownBy(this::entries)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("it was written by a newer dsstream, in format 4");
    assertThat(files()).hasSize(2);
  }

  /** The bytes that version 3 writes, which all later versions read; version 2 had the same. */
  @Test
  void append_version3_isWhatItHasAlwaysBeen() throws IOException {
    write("A", "b");
    String bytes =
        "445353545245414d" // DSSTREAM
            + "00000003"
            + "00000000000003e8"
            + "0000000000000000"
            + "00000000"
            + "000162";
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(entry(1_000))))
        .startsWith(bytes)
        .hasSize(bytes.length() + 8);
  }

  @Test
  void start_version2_isRead() throws IOException {
    write("A", "b");
    byte[] older = Files.readAllBytes(entry(1_000));
    older[11] = 2;
    Files.write(entry(1_000), checksummed(Arrays.copyOf(older, older.length - 4)));
    assertThat(entries()).containsExactly("A", "b");
  }

  @Test
  void start_version1_isRead() throws IOException {
    write("A");
    String bytes =
        "445353545245414d" // DSSTREAM
            + "00000001"
            + "00000000000003e8"
            + "0000000000000000"
            + "00000000"
            + "00000003" // length
            + "000162";
    Files.write(entry(1_000), checksummed(HexFormat.of().parseHex(bytes)));
    assertThat(entries()).containsExactly("A", "b");
  }

  /** All snapshots together take no more than all changes, and a start has so many to read. */
  @Test
  void wantsSnapshot_followsWhatHasChanged() {
    try (Ledger ledger = Ledger.open(folder())) {
      assertThat(ledger.wantsSnapshot()).isTrue();
      append(ledger, 0, "A");
      for (int millis = 1; millis <= 1_000; millis++) {
        assertThat(ledger.wantsSnapshot()).isFalse();
        append(ledger, millis, "b");
      }
      assertThat(ledger.wantsSnapshot()).isTrue();
      ledger.append(1_001, true, out -> out.write(new byte[3 << 20]));
      ledger.append(1_002, false, out -> out.write(new byte[3 << 20]));
      assertThat(ledger.wantsSnapshot()).isFalse();
      append(ledger, 1_003, "c");
      assertThat(ledger.wantsSnapshot()).isTrue();
    }
    try (Ledger ledger = Ledger.open(folder())) {
      assertThat(ledger.wantsSnapshot()).isTrue();
    }
  }

  private static void dieAt(String deadly) {
    FailPoint.set(
        place -> {
          if (place.equals(deadly)) {
            throw new IllegalStateException("died");
          }
        });
  }

  @Test
  void append_diesWhileCompacting_losesNothing() {
    write("A", "b", "c", "D", "e");
    dieAt("compacting");
    assertThatThrownBy(() -> write("F")).hasMessage("died");
    FailPoint.set(place -> {});
    assertThat(entries()).containsExactly("F");
    write("G", "H");
    assertThat(entries()).containsExactly("H");
  }

  /** A death at any step of a commit leaves the entry before it, or this one whole. */
  @Test
  void append_diesAnywhere_isAllOrNothing() throws IOException {
    List<String> places = new ArrayList<>();
    write("A");
    FailPoint.set(places::add);
    write("b");
    for (int step = 0; step < places.size(); step++) {
      int deadly = step;
      List<String> seen = new ArrayList<>();
      FailPoint.set(
          place -> {
            seen.add(place);
            if (seen.size() > deadly) {
              throw new IllegalStateException("died");
            }
          });
      List<String> before = entries();
      String next = "x" + step;
      assertThatThrownBy(() -> write(next)).hasMessage("died");
      FailPoint.set(place -> {});
      List<String> after = entries();
      boolean isThere = places.indexOf("renamed") <= step;
      assertThat(after).hasSize(before.size() + (isThere ? 1 : 0)).startsWith(before.get(0));
      assertThat(after.contains(next)).isEqualTo(isThere);
    }
    assertThat(places)
        .containsExactly("created", "half-written", "written", "synced", "renamed", "published");
  }

  /** A folder whose first commit was cut off has had entries all the same. */
  @Test
  void open_entriesLostAfterADeathAtTheFirst_refuses() throws IOException {
    dieAt("published");
    assertThatThrownBy(() -> write("A")).hasMessage("died");
    FailPoint.set(place -> {});
    write("b");
    Files.delete(entry(0));
    Files.delete(entry(1_000));
    assertUnusable("state has lost its entries: restore a copy of");
  }
}
