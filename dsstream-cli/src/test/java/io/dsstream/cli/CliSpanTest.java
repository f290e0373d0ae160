package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of spans and joins make the program tell. */
@Timeout(300)
class CliSpanTest {
  @TempDir Path folder;

  private static CliProcess start(LineServer server, String... args) throws Exception {
    String[] common = {"-p=" + server.port(), "-i=0.2", "--on-eof=stop", "--format=json"};
    return CliProcess.start(Lives.with(common, args));
  }

  private static Instant instant(JsonNode time) {
    return OffsetDateTime.parse(time.asText()).toInstant();
  }

  @Test
  void window_slides_tellsItsWordsAtEachSlide() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli = start(server, "--window=600s", "--slide=0.6s")) {
      LineClient client = server.awaitClient();
      client.lines("a");
      cli.awaitStdout("[\"a\",1]");
      client.lines("b a");
      cli.awaitStdout("[[\"a\",2],[\"b\",1]]");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<JsonNode> results = cli.json();
      JsonNode last = results.get(results.size() - 1);
      assertThat(last.get("counts").toString()).isEqualTo("[[\"a\",2],[\"b\",1]]");
      assertThat(last.get("span").get("to")).isEqualTo(last.get("time"));
      assertThat(instant(last.get("span").get("from")))
          .isEqualTo(instant(results.get(0).get("span").get("from")));
      // The last one comes where the stream ends.
      assertThat(results.subList(0, results.size() - 1))
          .extracting(result -> instant(result.get("time")).toEpochMilli() % 600)
          .containsOnly(0L);
    }
  }

  @Test
  void expire_wordThatComesNoMore_leavesAndIsCounted() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli = start(server, "--running", "--expire=0.6s")) {
      LineClient client = server.awaitClient();
      client.lines("a a");
      cli.awaitStdout("[\"a\",2]");
      assertThat(cli.awaitStdout("\"expired\":1")).contains("\"counts\":[]");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
    }
  }

  @Test
  void maxKeys_oneMore_theLeastFrequentLeaveAndAreCounted() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli = start(server, "--running", "--max-keys=8", "-n=all")) {
      LineClient client = server.awaitClient();
      client.lines("a b c d e f g h i", "c d e f g h i");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<JsonNode> results = cli.json();
      assertThat(results).extracting(result -> result.get("evicted").asInt()).contains(2);
      assertThat(results.get(results.size() - 1).get("counts"))
          .extracting(count -> count.get(0).asText())
          .containsExactly("c", "d", "e", "f", "g", "h", "i");
      assertThat(cli.stderr())
          .containsOnlyOnce("dsstream: more than 8 words or keys: those that leave are counted");
      assertThat(cli.stderr()).last().asString().endsWith(", 2 words evicted");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "inner, 'time,key,item,value,lower,upper|good,positive,2'",
    "left, 'time,key,item,value,lower,upper|good,positive,2|plain,,1'",
    "anti, 'time,key,item,value,lower,upper|plain,,1'"
  })
  void join_table_tellsTheWordsOfItsType(String type, String expected) throws Exception {
    Path table = Files.writeString(folder.resolve("lexicon.csv"), "good,positive\nbad,negative\n");
    Path file = Files.createDirectory(folder.resolve("in")).resolve("file");
    Files.writeString(file, "good plain good\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    try (CliProcess cli =
        CliProcess.start(
            "--source=files:" + folder.resolve("in"),
            "--on-eof=stop",
            "-i=0.2",
            "--format=csv",
            "--join=" + table,
            "--join-type=" + type)) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<String> lines =
          cli.stdout().stream()
              .map(line -> line.replaceFirst("^\\d[^,]*,", "").replaceFirst(",,$", ""))
              .toList();
      assertThat(String.join("|", lines)).isEqualTo(expected);
    }
  }
}
