package io.dsstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I22: what comes into a folder, and in which ways. */
class FolderTest {
  private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir Path path;
  private Folder folder;

  @BeforeEach
  void open() {
    folder = new Folder(path, 1_000, 1_000_000);
  }

  private long now;

  /** A second after the one before. */
  private Folder.Look look() {
    return lookAfter(1_000);
  }

  private Folder.Look lookAfter(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    return folder.look(TimeUnit.SECONDS.toNanos(NOW.getEpochSecond()), now);
  }

  private List<String> names() {
    return look().taken().stream().map(FileId::name).toList();
  }

  private Path file(String name, String text, Instant modified) throws IOException {
    Path file = Files.writeString(path.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return file;
  }

  @Test
  void look_filesThatAreThere_areTakenOnceTheOldestFirst() throws IOException {
    file("b", "1\n", OLD);
    file("a", "2\n", OLD.plusSeconds(1));
    file("c", "3\n", OLD.plusSeconds(1));
    assertThat(names()).containsExactly("b", "a", "c");
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
    file("d", "3\n", OLD);
    assertThat(names()).containsExactly("d");
  }

  @Test
  void look_fileThatIsBeingWritten_waitsUntilItRests() throws IOException {
    Path file = file("a", "hal", NOW);
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, true));
    Files.writeString(file, "f\n", StandardOpenOption.APPEND);
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    assertThat(names()).isEmpty();
    assertThat(look().taken()).extracting(FileId::size).containsExactly(5L);
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
  }

  @Test
  void look_fileThatGrowsLater_isSkippedOnce() throws IOException {
    Path file = file("a", "1\n", OLD);
    assertThat(names()).containsExactly("a");
    Files.writeString(file, "2\n", StandardOpenOption.APPEND);
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 1, false));
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
  }

  /** As of {@code slow-command > a}: it is made long before it has a line. */
  @Test
  void look_emptyFile_waitsForContent() throws IOException {
    Path file = file("a", "", OLD);
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
    Files.writeString(file, "1\n");
    Files.setLastModifiedTime(file, FileTime.from(OLD));
    assertThat(names()).containsExactly("a");
  }

  /** A file system gives a deleted file's number to the next one, which may begin as it did. */
  @Test
  void look_deletedAndAnotherOfTheSameBegin_isNew() throws IOException {
    for (int i = 0; i < 5; i++) {
      awaitTick();
      assumeTrue(FileId.haveBirths(path), "the file system, or this JDK, knows no births");
      Path file = file("minute" + i, "ok\n".repeat(1 + i / 2), OLD.plusSeconds(i));
      assertThat(names()).containsExactly("minute" + i);
      Files.delete(file);
    }
  }

  /** The clock of a file system stands still for some milliseconds. */
  private void awaitTick() throws IOException {
    Path file = path.resolve(".tick");
    FileTime first = null;
    FileTime now = null;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (now == null || now.equals(first)) {
      assertThat(System.nanoTime()).as("30 s without a tick").isLessThan(deadline);
      Files.deleteIfExists(file);
      Files.createFile(file);
      now = Files.getLastModifiedTime(file);
      first = first == null ? now : first;
    }
  }

  @Test
  void look_renamedFile_isNotNew() throws IOException {
    Path file = file("a", "1\n", OLD);
    assertThat(names()).containsExactly("a");
    Files.move(file, path.resolve("b"));
    assertThat(names()).isEmpty();
    file("a", "another one\n", OLD);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void look_anotherFileUnderTheName_isNew() throws IOException {
    file("a", "1\n", OLD);
    assertThat(names()).containsExactly("a");
    Path other = file(".a", "2\n", OLD.plusSeconds(1));
    Files.move(other, path.resolve("a"), StandardCopyOption.ATOMIC_MOVE);
    assertThat(names()).containsExactly("a");
  }

  /** Numbers are given again: of a deleted file's the next one may have it, and its size too. */
  @Test
  void look_deletedAndMadeAnew_isNew() throws IOException {
    List<String> texts = List.of("1\n", "2\n", "33\n");
    for (int i = 0; i < texts.size(); i++) {
      file("a", texts.get(i), OLD.plusSeconds(i));
      assertThat(names()).as(texts.get(i)).containsExactly("a");
      Files.delete(path.resolve("a"));
    }
    file("other", "so that the number is not given again", OLD.plusSeconds(9));
    file("a", "33\n", OLD.plusSeconds(2));
    assertThat(names()).containsExactly("other"); // and not the last one, which has come back
    // Of the same size and time, as archives unpack them, and yet another.
    Files.move(
        file("b", "44\n", OLD.plusSeconds(2)),
        path.resolve("a"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void look_renamedAndChanged_isSkipped() throws IOException {
    Path file = file("a", "1\n", OLD);
    assertThat(names()).containsExactly("a");
    Files.writeString(file, "2\n", StandardOpenOption.APPEND);
    assertThat(look().skipped()).isEqualTo(1);
    Files.move(file, path.resolve("b"));
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 1, false));
    Files.setLastModifiedTime(path.resolve("b"), FileTime.from(OLD.plusSeconds(9)));
    assertThat(names()).isEmpty();
  }

  @Test
  void look_awayForAWhile_isNotNew() throws IOException {
    Path file = file("a", "1\n", OLD);
    assertThat(names()).containsExactly("a");
    Files.move(file, path.resolve(".a"));
    assertThat(names()).isEmpty();
    Files.move(path.resolve(".a"), file);
    assertThat(names()).isEmpty();
    Files.move(file, path.resolve(".a"));
    lookAfter(TimeUnit.DAYS.toMillis(1) + 1);
    Files.move(path.resolve(".a"), file);
    assertThat(names()).containsExactly("a");
  }

  /** As after a pause of the whole program, when it looks as often as it has missed to. */
  @Test
  void look_againAtOnce_doesNotTellThatAFileRests() throws IOException {
    file("a", "hal", NOW);
    assertThat(lookAfter(0).isMoreToCome()).isTrue();
    assertThat(lookAfter(1).isMoreToCome()).isTrue();
    assertThat(lookAfter(998).taken()).isEmpty();
    assertThat(lookAfter(1).taken()).hasSize(1);
  }

  @Test
  void look_linksToOneFile_areOne() throws IOException {
    Path file = file("a", "1\n", OLD);
    Files.createLink(path.resolve("b"), file);
    Files.createSymbolicLink(path.resolve("c"), file);
    assertThat(look().taken()).hasSize(1);
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s has ended", command[0]).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  /** Two names that no locale can tell apart as strings. */
  @Test
  void look_namesThatAreNoText_areFilesLikeOthers() throws Exception {
    for (String end : List.of("\\xE8", "\\xE9")) {
      String[] touch = {
        "bash", "-c", "printf '1\\n' > \"$0/caf$(printf '" + end + "')\"", path.toString()
      };
      run(touch);
    }
    now = 0;
    look();
    List<FileId> taken = look().taken();
    assertThat(taken).extracting(FileId::name).containsExactlyInAnyOrder("caf%E8", "caf%E9");
    for (FileId file : taken) {
      assertThat(Files.readAllLines(file.in(path))).containsExactly("1");
    }
  }

  @Test
  void look_whatIsNoFile_isSkippedOnceAndCounted() throws Exception {
    Files.createDirectory(path.resolve("folder"));
    Files.createSymbolicLink(path.resolve("nowhere"), path.resolve("missing"));
    Files.createSymbolicLink(path.resolve("loop"), path.resolve("loop"));
    run("mkfifo", path.resolve("pipe").toString());
    file("odd \n\u001b[2J name", "1\n", OLD);
    Folder.Look look = look();
    assertThat(look.taken()).hasSize(1);
    assertThat(look.skipped()).isEqualTo(3);
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
    Files.delete(path.resolve("pipe"));
    assertThat(look().skipped()).isZero();
  }

  @Test
  void look_hiddenNames_areNotRead() throws IOException {
    for (String name : List.of(".a", "_b", "c.tmp")) {
      file(name, "1\n", OLD);
    }
    assertThat(look()).isEqualTo(new Folder.Look(List.of(), 0, false));
  }

  @Test
  void look_manyFiles_takesSomeAtATime() throws IOException {
    folder = new Folder(path, 2, 5);
    for (int i = 0; i < 3; i++) {
      file("small" + i, "1\n", OLD.plusSeconds(i));
    }
    file("large1", "1234\n", OLD.plusSeconds(5));
    file("large2", "1234\n", OLD.plusSeconds(6));
    assertThat(look().isMoreToCome()).isTrue();
    assertThat(names()).containsExactly("small2", "large1");
    Folder.Look last = look();
    assertThat(last.taken()).extracting(FileId::name).containsExactly("large2");
    assertThat(last.isMoreToCome()).isFalse();
  }

  @Test
  void look_afterKnowing_leavesThoseOut() throws IOException {
    file("a", "1\n", OLD);
    file("b", "2\n", OLD);
    List<FileId> taken = look().taken();
    folder = new Folder(path, 1_000, 1_000_000);
    folder.know(taken.subList(0, 1), now);
    assertThat(names()).containsExactly("b");
  }

  /** As a version before has written it, which knew of no births. */
  @Test
  void read_withoutBirth_isTheFileOfThatNumber() throws IOException {
    file("a", "1\n", OLD);
    FileId file = look().taken().get(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    file.write(new DataOutputStream(bytes));
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray(), 0, bytes.size() - 8));
    FileId old = FileId.read(in, false);
    assertThat(old.birthNanos()).isZero();
    assertThat(old.isSameInode(file) && old.isSameContent(file)).isTrue();
    folder = new Folder(path, 1_000, 1_000_000);
    folder.know(List.of(old), now);
    Files.move(path.resolve("a"), path.resolve("b"));
    assertThat(names()).isEmpty();
  }

  @Test
  void look_folderIsGone_saysSo() throws IOException {
    folder = new Folder(path.resolve("missing"), 1, 1);
    assertThatThrownBy(this::look)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot read the files of ");
  }
}
