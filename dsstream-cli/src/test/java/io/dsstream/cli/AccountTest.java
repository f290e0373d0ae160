package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker of the kill tests, which must see what it is there for: ten bugs, sown by hand. */
class AccountTest {
  @TempDir Path folder;
  private final Map<String, Long> sent = new TreeMap<>();

  private interface Bug {
    void sow(Path folder) throws IOException;
  }

  /** Three batches of four words each, one of which is in all of them. */
  @BeforeEach
  void run() throws IOException {
    for (int batch = 1; batch <= 3; batch++) {
      StringBuilder counts = new StringBuilder("[\"all\",1]");
      sent.merge("all", 1L, Long::sum);
      for (int word = 0; word < 3; word++) {
        String name = "w" + batch + "_" + word;
        counts.append(",[\"").append(name).append("\",2]");
        sent.merge(name, 2L, Long::sum);
      }
      write(folder.resolve("batch-" + 1000 * batch + ".json"), counts.toString());
    }
  }

  private static void write(Path file, String counts) throws IOException {
    Files.writeString(file, "{\"counts\":[" + counts + "]}\n");
  }

  private static void replace(Path folder, String old, String now) throws IOException {
    Path file = folder.resolve("batch-2000.json");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, now));
  }

  @Test
  void account_noBug_isEven() throws IOException {
    assertThat(Account.of(sent, Account.counted(folder)))
        .isEqualTo(new Account(Map.of(), Map.of()));
  }

  static Stream<Arguments> bugs() {
    return Stream.of(
        bug("a batch is lost", 7, 0, folder -> Files.delete(folder.resolve("batch-2000.json"))),
        bug(
            "a batch is told again under another name",
            0,
            7,
            folder ->
                Files.copy(folder.resolve("batch-2000.json"), folder.resolve("batch-2500.json"))),
        bug(
            "a batch is counted again together with the next",
            0,
            7,
            folder ->
                write(
                    folder.resolve("batch-4000.json"),
                    "[\"all\",1],[\"w1_0\",2],[\"w1_1\",2],[\"w1_2\",2]")),
        bug("a result has the name of one before", 7, 0, AccountTest::overwrite),
        bug("a resume skips the first line", 2, 0, f -> replace(f, ",[\"w2_0\",2]", "")),
        bug("a resume repeats the last line", 0, 2, f -> replace(f, "_2\",2", "_2\",4")),
        bug("half of a repeated word is lost", 1, 0, f -> replace(f, "w2_1\",2", "w2_1\",1")),
        bug("a common word is counted once too often", 0, 1, f -> replace(f, "all\",1", "all\",2")),
        bug("a word is cut between two blocks", 2, 4, AccountTest::cut),
        bug("a word is invented", 0, 1, f -> replace(f, "[\"all\"", "[\"\",1],[\"all\"")));
  }

  /** Of a running total the last result may be right where one before is not. */
  @Test
  void uneven_resultThatLacksABatch_isSeen() throws IOException {
    for (int batch = 1; batch <= 3; batch++) {
      Files.writeString(
          folder.resolve("batch-" + 1000 * batch + ".json"),
          "{\"words\":2,\"counts\":[[\"a\",%d],[\"b\",%d]]}".formatted(batch, batch));
    }
    assertThat(Account.uneven(folder, true)).isEmpty();
    replace(folder, "[\"a\",2]", "[\"a\",1]");
    assertThat(Account.uneven(folder, true)).containsExactly(folder.resolve("batch-2000.json"));
  }

  private static Arguments bug(String name, long lost, long doubled, Bug bug) {
    return Arguments.of(name, lost, doubled, bug);
  }

  private static void overwrite(Path folder) throws IOException {
    Files.move(
        folder.resolve("batch-3000.json"),
        folder.resolve("batch-2000.json"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void cut(Path folder) throws IOException {
    replace(folder, "[\"w2_1\",2]", "[\"w2\",2],[\"_1\",2]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void account_ofABug_seesIt(String name, long lost, long doubled, Bug bug) throws IOException {
    bug.sow(folder);
    Account account = Account.of(sent, Account.counted(folder));
    assertThat(account.lostWords()).as("lost: %s", account).isEqualTo(lost);
    assertThat(account.doubledWords()).as("doubled: %s", account).isEqualTo(doubled);
  }
}
