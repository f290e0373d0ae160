package io.dsstream.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTableTest {
  @TempDir Path folder;

  private JoinTable table(String name, String text) throws IOException {
    return JoinTable.of(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void csv_rows_areKeyAndColumns() throws IOException {
    JoinTable table =
        table(
            "t.csv",
            "\uFEFFgood,positive\r\nbad,negative,very\n\"a,b\",\"say \"\"x\"\"\"\n\nalone\ngood,new\n");
    assertThat(table.rows())
        .isEqualTo(
            Map.of(
                "good", List.of("new"),
                "bad", List.of("negative", "very"),
                "a,b", List.of("say \"x\""),
                "alone", List.of()));
  }

  @Test
  void tsv_rows_areApartByTabsAlone() throws IOException {
    assertThat(table("t.TSV", "a,b\t\"x\t\ny\tz\n").rows())
        .isEqualTo(Map.of("a,b", List.of("\"x", ""), "y", List.of("z")));
  }

  @Test
  void csv_malformedBytes_areReplaced() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), new byte[] {'a', (byte) 0xFF, ',', 'b'});
    assertThat(JoinTable.of(file).rows()).isEqualTo(Map.of("a\uFFFD", List.of("b")));
  }

  /** By time, by size, or because it is another file. */
  @Test
  void rows_fileThatChanges_areReadAgain() throws IOException {
    JoinTable table = table("t.csv", "a,1\n");
    Path file = folder.resolve("t.csv");
    FileTime time = Files.getLastModifiedTime(file);
    Map<String, List<String>> first = table.rows();
    assertThat(table.rows()).isSameAs(first);
    Files.writeString(file, "a,22\n");
    Files.setLastModifiedTime(file, time);
    assertThat(table.rows()).isEqualTo(Map.of("a", List.of("22")));
    Path other = Files.writeString(folder.resolve("other"), "a,33\n");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(table.rows()).isEqualTo(Map.of("a", List.of("33")));
  }

  @Test
  void rows_fileThatVanishes_stayUntilItIsThereAgain() throws IOException {
    JoinTable table = table("t.csv", "a,1\n");
    Path file = folder.resolve("t.csv");
    Files.delete(file);
    assertThat(table.rows()).isEqualTo(Map.of("a", List.of("1")));
    Files.writeString(file, "\"no end");
    assertThat(table.rows()).isEqualTo(Map.of("a", List.of("1")));
    Files.writeString(file, "b,2\n");
    assertThat(table.rows()).isEqualTo(Map.of("b", List.of("2")));
  }

  /** Permissions may change where the file does not. */
  @Test
  void rows_fileThatBecomesReadable_areReadAgain() throws IOException {
    JoinTable table = table("t.csv", "a,1\n");
    Path file = folder.resolve("t.csv");
    Files.delete(file);
    Files.createDirectory(file);
    assertThat(table.rows()).isEqualTo(Map.of("a", List.of("1")));
    Files.delete(file);
    Files.writeString(file, "b,2\n");
    assertThat(table.rows()).isEqualTo(Map.of("b", List.of("2")));
  }

  @Test
  void of_fileThatCannotBeRead_isRefused() {
    assertThatThrownBy(() -> JoinTable.of(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("join table must be a readable file: " + folder + ": no regular file");
    assertThatThrownBy(() -> JoinTable.of(folder.resolve("none.csv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "join table must be a readable file: " + folder.resolve("none.csv") + ": no such file");
    assertThatThrownBy(() -> table("bad.csv", "\"no end"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("join table must be a readable file: " + folder.resolve("bad.csv"));
  }

  /** As from a checkpoint: it is the file's again. */
  @Test
  void table_thatHasTravelled_readsItsFile() throws Exception {
    JoinTable table = table("t.csv", "a,1\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(table);
    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(((JoinTable) copy).rows()).isEqualTo(table.rows());
    assertThat(new String(bytes.toByteArray(), UTF_8)).contains("t.csv");
  }
}
