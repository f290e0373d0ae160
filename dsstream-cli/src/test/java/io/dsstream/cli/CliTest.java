package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user sees it: arguments in, two streams and an exit code out. */
@Timeout(300)
class CliTest {
  static String port(LineServer server) {
    return Integer.toString(server.port());
  }

  @Test
  void json_streamThatEnds_everyLineIsCounted() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                port(server),
                "-i",
                "0.5",
                "--on-eof",
                "stop",
                "--format",
                "json",
                "-n",
                "all")) {
      LineClient client = server.awaitClient();
      for (int i = 0; i < 2_000; i++) {
        client.lines("word" + i % 10 + "  x", "naïve 東京");
      }
      client.lines("5MB ".repeat(1_250_000));
      client.drop();

      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      Map<String, Long> counts = new HashMap<>();
      long lines = 0;
      long bytes = 0;
      for (JsonNode batch : cli.json()) {
        assertThat(batch.fieldNames())
            .toIterable()
            .containsExactly(
                "time",
                "intervalMs",
                "batches",
                "processingMs",
                "lines",
                "words",
                "bytes",
                "malformed",
                "longLines",
                "longWords",
                "partialLines",
                "reconnects",
                "byteOrderMarks",
                "skippedFiles",
                "unusableLines",
                "pausedMs",
                "idleMs",
                "span",
                "expired",
                "evicted",
                "distinct",
                "counts");
        assertThat(batch.get("time").asText()).matches("\\d{4}-.*T.*\\.(0|5)00\\+07:00");
        assertThat(batch.get("intervalMs").asInt()).isEqualTo(500);
        assertThat(batch.get("counts")).hasSize(batch.get("distinct").asInt());
        lines += batch.get("lines").asLong();
        bytes += batch.get("bytes").asLong();
        batch
            .get("counts")
            .forEach(c -> counts.merge(c.get(0).asText(), c.get(1).asLong(), Long::sum));
      }
      assertThat(lines).isEqualTo(4_001);
      assertThat(bytes).isEqualTo(2_000 * (9 + 14) + 5_000_001);
      assertThat(counts)
          .hasSize(15)
          .containsEntry("", 2_001L)
          .containsEntry("word7", 200L)
          .containsEntry("5MB", 1_250_000L);
      // Nothing but this: no word of Spark's.
      assertThat(cli.stderr())
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).startsWith("dsstream: counting localhost:"),
              line -> assertThat(line).startsWith("dsstream: connected to localhost:"),
              line -> assertThat(line).endsWith(" ended the stream"),
              line ->
                  assertThat(line)
                      .matches(
                          "dsstream: \\d+ batch(es)?, 4,001 lines, 1,260,001 words, 5,046,001 bytes in .*"));
    }
  }

  @Test
  void connections_several_endWithTheLast() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                port(server),
                "-i=0.2",
                "--connections=3",
                "--on-eof=stop",
                "--format=json")) {
      List<LineClient> clients =
          List.of(server.awaitClient(), server.awaitClient(), server.awaitClient());
      int threads = Math.max(2, Runtime.getRuntime().availableProcessors()) + 3;
      cli.awaitStderr("starting Spark on local[" + threads + "]");
      for (int i = 0; i < 3; i++) {
        clients.get(i).lines("of all", "of " + "\u00e4".repeat(5_000));
        clients.get(i).drop();
        cli.awaitStderr(" ended the stream");
      }
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.json().stream().mapToLong(b -> b.get("words").asLong()).sum()).isEqualTo(12);
      assertThat(cli.stderr())
          .anyMatch(line -> line.matches(".* 6 lines, 12 words, .* bytes in .*, 3 long words cut"));
    }
  }

  @Test
  void faults_ofTheStream_areInJsonAndTheSummary() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                port(server),
                "-i=0.2",
                "--idle-timeout=300ms",
                "--partial-line=drop",
                "--format=json",
                "-v")) {
      LineClient first = server.awaitClient();
      first.raw("bad \u00ff".getBytes(ISO_8859_1));
      first.lines("");
      first.partial("unfinished");
      first.halfClose(); // which drops the unfinished line
      server.awaitClient(); // silent, and so left
      server.awaitClient();
      for (int told = 0; told < 2; ) {
        told +=
            new ObjectMapper().readTree(cli.awaitStdout("reconnects")).get("reconnects").asInt();
      }
      cli.signal("TERM");
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<JsonNode> batches = cli.json();
      assertThat(sum(batches, "malformed")).isEqualTo(1);
      assertThat(sum(batches, "partialLines")).isEqualTo(1);
      assertThat(sum(batches, "reconnects")).isGreaterThanOrEqualTo(2);
      long idle = 0;
      for (JsonNode batch : batches) {
        idle = batch.get("lines").asLong() > 0 ? 0 : idle + 200;
        assertThat(batch.get("idleMs").asLong()).isEqualTo(idle);
      }
      assertThat(cli.stderr())
          .anyMatch(
              line ->
                  line.matches(
                      ".*, 1 malformed sequence, 1 unfinished line dropped, \\d+ reconnects"))
          .anyMatch(line -> line.matches(".* batch .*bytes=\\d+, .*malformed=1,.*, idle \\d+ ms"));
    }
  }

  static long sum(List<JsonNode> batches, String field) {
    return batches.stream().mapToLong(batch -> batch.get(field).asLong()).sum();
  }

  @Test
  void pprint_serverComesLate_printsWhatTheSeedPrints() throws Exception {
    int port = LineServer.freePort();
    try (CliProcess cli = CliProcess.start("-p", Integer.toString(port), "--on-eof", "stop")) {
      assertThat(cli.awaitStderr("waiting for"))
          .matches(
              "dsstream: waiting for localhost:\\d+: connection refused; next try in [\\d.]+ s");
      try (LineServer server = LineServer.start(port)) {
        LineClient client = server.awaitClient();
        cli.awaitStderr("dsstream: connected to localhost:" + port);
        client.lines("Ari Kata2 Ari", "hello  world don't", "");
        client.drop();
        assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      }
      String printed = String.join("\n", cli.stdout()) + "\n";
      assertThat(printed)
          .containsPattern(
              "-{43}\nTime: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\n-{43}\n"
                  + "\\('', 2\\)\n\\('Ari', 2\\)\n\\('Kata2', 1\\)\n"
                  + "\\(\"don't\", 1\\)\n\\('hello', 1\\)\n\\('world', 1\\)\n");
    }
  }

  @Test
  void options_ofTheTokenizer_apply(@TempDir Path dir) throws Exception {
    Path stop = Files.writeString(dir.resolve("stop"), "the\n\n naïve \n");
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                port(server),
                "--on-eof=stop",
                "--tokenizer=words",
                "--lower-case",
                "--min-length=3",
                "--stop-words=" + stop,
                "--ngram=2",
                "--format=csv")) {
      LineClient client = server.awaitClient();
      client.lines("The naïve CAT, the dog; a Cat & dog!", "=cat dog");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<String> lines = cli.stdout();
      assertThat(lines.get(0)).isEqualTo("time,word,count");
      assertThat(lines.stream().map(line -> line.substring(line.indexOf(',') + 1)))
          .contains("cat dog,3", "dog cat,1")
          .hasSize(3);
    }
  }

  @Test
  void settings_flagsOverEnvironmentOverFile(@TempDir Path dir) throws Exception {
    Path config =
        Files.writeString(
            dir.resolve("settings"), "# ours\n\n interval = 0.3\nformat=csv\nnum=1\n");
    Map<String, String> environment =
        Map.of(
            "DSSTREAM_CONFIG", config.toString(), "DSSTREAM_FORMAT", "json", "DSSTREAM_NUM", "2");
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(environment, "-p", port(server), "--on-eof=stop", "-n", "3")) {
      LineClient client = server.awaitClient();
      client.lines("a b c d");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      // The end of the stream may come in a batch after it.
      JsonNode batch =
          cli.json().stream().filter(json -> json.get("lines").asInt() > 0).findFirst().get();
      assertThat(batch.get("intervalMs").asInt()).isEqualTo(300);
      assertThat(batch.get("distinct").asInt()).isEqualTo(4);
      assertThat(batch.get("counts")).hasSize(3);
    }
  }

  @Test
  void settings_usersOwnFile_takenLiterally(@TempDir Path home) throws Exception {
    Files.writeString(
        home.resolve(".dsstream.properties"), "tokenizer=pattern:\\W+\nformat=csv\non-eof=stop\n");
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.startAt(home, "-p", port(server), "--master", "local[2]", "-q")) {
      LineClient client = server.awaitClient();
      client.lines("Wonder, World!");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(String.join("\n", cli.stdout())).contains(",Wonder,1\n").endsWith(",World,1");
    }
  }

  @Test
  void ui_asked_servesItsPageOnLoopback() throws Exception {
    int port = LineServer.freePort();
    try (CliProcess cli =
        CliProcess.start(Map.of("SPARK_LOCAL_IP", "127.0.0.1"), "demo", "--ui=" + port)) {
      cli.awaitStdout("Time:");
      HttpURLConnection page =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/jobs/").toURL().openConnection();
      page.setConnectTimeout(30_000);
      page.setReadTimeout(30_000);
      assertThat(page.getResponseCode()).isEqualTo(200);
      assertThat(ListeningSockets.of(cli.pid()))
          .isNotEmpty()
          .allMatch(ListeningSockets::isLoopback);
    }
  }

  @Test
  void ui_portInUse_code69BeforeAnythingStarts() throws Exception {
    try (LineServer other = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                Map.of("SPARK_LOCAL_IP", "127.0.0.1"), "demo", "--ui=" + port(other))) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(cli.stderr())
          .containsExactly(
              "dsstream: port "
                  + other.port()
                  + " for --ui is not free: choose another, as --ui=4041");
    }
  }

  @Test
  void reconnect_serverDropsUs_goesOn() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli = CliProcess.start("-p", port(server), "-i", "0.2")) {
      LineClient first = server.awaitClient();
      first.lines("before");
      cli.awaitStdout("('before', 1)");
      first.drop();
      server.awaitClient().lines("after");
      cli.awaitStdout("('after', 1)");
      cli.awaitStderr("connection closed by the server; next try in");
    }
  }

  @Test
  void sockets_whileRunning_loopbackOnly() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli = CliProcess.start("-p", port(server))) {
      cli.awaitStdout("Time:");
      List<String> listening = ListeningSockets.of(cli.pid());
      assertThat(listening).isNotEmpty().allMatch(ListeningSockets::isLoopback);
    }
  }
}
