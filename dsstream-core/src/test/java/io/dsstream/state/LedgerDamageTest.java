package io.dsstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Where a job goes on whose entries are cut, flipped, lost or out of reach, and where it does not.
 */
class LedgerDamageTest extends LedgerFolder {
  /** C12: whatever is left of the newest entry, the one before it is where to go on. */
  @Test
  void open_newestEntryCutAnywhere_goesOnBeforeIt() throws IOException {
    write("A", "b", "change");
    byte[] whole = Files.readAllBytes(entry(2_000));
    for (int length = 0; length < whole.length; length++) {
      Files.write(entry(2_000), Arrays.copyOf(whole, length));
      assertThat(entries()).as("%d bytes", length).containsExactly("A", "b");
    }
    Files.write(entry(2_000), whole);
    assertThat(entries()).containsExactly("A", "b", "change");
  }

  @Test
  void open_newestSnapshotWithAnyBitFlipped_goesOnBeforeIt() throws IOException {
    write("A", "b", "C");
    byte[] whole = Files.readAllBytes(entry(2_000));
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(entry(2_000), flipped);
      assertThat(entries()).as("bit %d", bit).containsExactly("A", "b");
    }
  }

  /** As a disk that loses power may leave them. */
  @Test
  void open_someNewestDamaged_goesOnBeforeThem() throws IOException {
    write("A", "b", "C", "d", "e");
    for (long millis : new long[] {2_000, 3_000, 4_000}) {
      Files.write(entry(millis), new byte[30]);
    }
    try (Ledger ledger = Ledger.open(folder())) {
      assertThat(ledger.lastMillis()).isEqualTo(1_000);
      assertThat(ledger.lostMillis()).containsExactly(2_000L, 3_000L, 4_000L);
    }
    assertThat(entries()).containsExactly("A", "b");
  }

  /** They may be whole, and many are no accident: what is given up is the user's to say. */
  @Test
  void open_newestKeptFromUsOrMany_refuses() throws IOException {
    write("A", "b", "c");
    Files.delete(entry(2_000));
    Files.createDirectory(entry(2_000)); // reading it is an error
    assertUnusable("state cannot go on from 0000000000000001000.entry: 1 entries after it are ");
    Files.delete(entry(2_000));
    for (long millis = 2_000; millis <= 12_000; millis += 1_000) {
      Files.write(entry(millis), new byte[30]);
    }
    assertUnusable("state cannot go on from 0000000000000001000.entry: 11 entries after it are ");
    Files.delete(entry(12_000));
    assertThat(entries()).containsExactly("A", "b");
  }

  /** Never empty without a word: the entry at 0 is there before the first batch. */
  @Test
  void open_allButTheFirstDamaged_refuses() throws IOException {
    write("A", "b");
    for (long millis = 1_000; millis <= 20_000; millis += 1_000) {
      Files.write(entry(millis), new byte[30]);
      assertUnusable("state is damaged, none of its batches can be used: restore a copy of");
    }
    assertThat(files()).hasSize(21).noneMatch(name -> name.endsWith(".damaged"));
  }

  /** What follows a gap is a change to something that is not there. */
  @Test
  void open_entryDamagedOrLostInBetween_refuses() throws IOException {
    write("A", "b", "c", "d");
    byte[] whole = Files.readAllBytes(entry(2_000));
    Files.delete(entry(2_000));
    assertUnusable("state cannot go on from 0000000000000001000.entry: 1 entries after it are ");
    Files.write(entry(2_000), Arrays.copyOf(whole, 20));
    assertUnusable("state cannot go on from 0000000000000001000.entry: 2 entries after it are ");
    assertThat(files()).hasSize(4);
  }

  @Test
  void start_entryThatHasChangedSince_throws() throws IOException {
    write("A", "b");
    try (Ledger ledger = Ledger.open(folder())) {
      byte[] changed = Files.readAllBytes(entry(1_000));
      changed[changed.length - 5]++; // of its text
      Files.write(entry(1_000), changed);
      assertThatThrownBy(() -> ledger.start((in, millis, isSnapshot) -> in.readUTF()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("it has changed since it was checked");
    }
  }

  @Test
  void open_noEntryWhole_refuses() throws IOException {
    write("A", "b");
    Files.write(entry(0), new byte[10]);
    assertUnusable("state is damaged, none of its batches can be used: restore a copy of");
    Files.delete(entry(0));
    Files.delete(entry(1_000));
    assertUnusable("state has lost its entries: restore a copy of");
    Files.delete(folder().resolve("ledger.lock"));
    Files.write(folder().resolve(entry(0).getFileName() + ".damaged"), new byte[1]);
    assertUnusable("state has lost its entries: restore a copy of");
  }
}
