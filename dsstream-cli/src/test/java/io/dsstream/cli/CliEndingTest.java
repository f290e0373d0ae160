package io.dsstream.cli;

import static io.dsstream.cli.CliTest.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program ends: when it is asked to, and when it must; its exit code and last words. */
@Timeout(300)
class CliEndingTest {
  @Test
  void batches_soMany_thenTheEnd() throws Exception {
    try (CliProcess cli = CliProcess.start("demo", "--batches", "2", "--format", "json", "-q")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.json()).hasSize(2);
      assertThat(cli.stderr()).isEmpty();
    }
  }

  @Test
  void for_soLong_thenTheEnd() throws Exception {
    try (CliProcess cli = CliProcess.start("demo", "--for", "700ms", "-i", "0.5")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.stdout()).anyMatch(line -> line.startsWith("Time: "));
      assertThat(cli.stderr())
          .anyMatch(line -> line.matches("dsstream: \\d+ batch(es)?, .*"))
          .noneMatch(line -> line.contains("stopping"));
    }
  }

  /** F02: given up within a second of what was allowed. */
  @Test
  void maxWait_nobodyThere_code69InOneLine() throws Exception {
    String port = Integer.toString(LineServer.freePort());
    try (CliProcess cli = CliProcess.start("-p", port, "--max-wait", "2s", "-q")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(cli.said()).hasSize(1);
      assertThat(cli.said().get(0))
          .matches("dsstream: localhost:\\d+ unreachable for 2\\.\\d+ s: connection refused");
    }
  }

  /** Nothing has come, so no batch need be waited for; and sixteen wait with one voice. */
  @Test
  void maxWait_longInterval_endsAllTheSame() throws Exception {
    String port = Integer.toString(LineServer.freePort());
    try (CliProcess cli =
        CliProcess.start("-p", port, "--max-wait", "2s", "-i", "3600", "--connections=16")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(cli.stderr())
          .filteredOn(line -> line.contains("waiting for"))
          .hasSizeBetween(1, 3);
    }
  }

  @Test
  void maxWait_serverGoesAway_countsWhatCameFirst() throws Exception {
    LineServer server = LineServer.start();
    try (CliProcess cli =
        CliProcess.start(
            "-p", port(server), "-i", "3", "--max-wait", "100ms", "--format", "json")) {
      LineClient client = server.awaitClient();
      client.lines("a b c", "d e");
      server.close();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(cli.json().stream().mapToLong(b -> b.get("words").asLong()).sum()).isEqualTo(5);
      List<String> said = cli.stderr();
      assertThat(said.get(said.size() - 2)).contains("2 lines, 5 words");
      assertThat(said.get(said.size() - 1)).contains(" unreachable for ");
    }
  }

  @Test
  void job_thatFails_code1InOneLine() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start("-p", port(server), "-q", "--conf", "spark.driver.maxResultSize=1")) {
      server.awaitClient().lines("x".repeat(1 << 20)); // enough for a Spark job
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.said()).hasSize(1);
      assertThat(cli.said().get(0))
          .startsWith("dsstream: job failed: Total size of serialized results of 1 tasks")
          .endsWith("(-v shows where)");
    }
  }

  @Test
  void job_receiverCannotStart_code1InOneLine() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                port(server),
                "-q",
                "--conf",
                "spark.streaming.receiver.writeAheadLog.enable=true")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.said()).hasSize(1);
      assertThat(cli.said().get(0))
          .startsWith("dsstream: job failed: receiver failed to start: ")
          .contains("Cannot enable receiver write-ahead log without checkpoint directory set");
    }
  }

  /** Counted in the driver, and in a task. */
  @ParameterizedTest
  @ValueSource(ints = {100_000, 1_000_000})
  void job_countingThrowsError_code1InOneLine(int length) throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start("-p", port(server), "-q", "--tokenizer", "pattern:(a|b)*c")) {
      server.awaitClient().lines("a".repeat(length));
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.said())
          .containsExactly("dsstream: job failed: java.lang.StackOverflowError (-v shows where)");
    }
  }

  /**
   * Spark itself would go on for ever, without a batch or with empty ones. Death comes where it
   * will: of a receiver's thread also where that catches nothing any more, of one that makes
   * batches where Spark catches all and goes on without it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "kill:JobGenerator                 ; (.*JobGenerator (died: |has already been)|no batch).*",
        "kill:RecurringTimer - JobGenerator; (thread RecurringTimer - JobGenerator died: |no batch).*",
        "kill:streaming-job-executor-0     ; thread streaming-job-executor-0 died: .*",
        "kill:dsstream-tcp-                ; (reading [\\d.:]+ failed|thread .* died): java.lang.ThreadDeath",
        "hold:JobGenerator                 ; no batch has been made for 10 s",
        "hold:RecurringTimer - JobGenerator; no batch has been made for 10 s",
        "fill:the heap                     ; .*OutOfMemoryError.* more heap may do, .*",
      })
  void stall_silentInSpark_code1AndWhy(String sabotage, String why) throws Exception {
    String listener = "spark.extraListeners=" + Saboteur.class.getName();
    String deed = "spark.sabotage=" + sabotage;
    try (CliProcess cli =
        CliProcess.start("demo", "-q", "-i", "0.2", "--conf", listener, "--conf", deed)) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.said()).hasSize(1);
      assertThat(cli.said().get(0)).matches("dsstream: job failed: " + why + ".*");
    }
  }

  /** What Spark does at its end may hang too. */
  @Test
  void end_thatHangs_isCut() throws Exception {
    try (CliProcess cli =
        CliProcess.start(
            "demo",
            "-q",
            "--batches=1",
            "--conf",
            "spark.extraListeners=" + Saboteur.class.getName(),
            "--conf",
            "spark.sabotage=hang:at the end")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.stderr()).containsExactly("dsstream: Spark does not stop, left it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void signal_once_finishesReceivedLines(String signal) throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start("-p", port(server), "-i", "2", "--format", "json", "-v")) {
      LineClient client = server.awaitClient();
      cli.awaitStdout("\"lines\":0");
      client.lines("first", "second");
      cli.awaitStderr("stored TextBlock[2 lines");
      cli.signal(signal);
      cli.awaitStderr("stopping: finishing the received lines (Ctrl-C again to quit now)");
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<JsonNode> batches = cli.json();
      assertThat(batches.stream().mapToLong(b -> b.get("lines").asLong()).sum()).isEqualTo(2);
      assertThat(cli.stderr()).anyMatch(line -> line.contains("2 lines, 2 words"));
    }
  }

  /** F04: while nobody answers, and nobody refuses. */
  @Test
  void signal_whileConnecting_ends() throws Exception {
    try (LineServer server = LineServer.start()) {
      server.acceptNever();
      try (CliProcess cli = CliProcess.start("-p", port(server), "-i", "3600", "-v")) {
        cli.awaitStderr("Called receiver 0 onStart");
        cli.signal("TERM");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      }
    }
  }

  @Test
  void interrupt_twice_leavesAtOnce() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli = CliProcess.start("-p", port(server), "-i", "3600")) {
      server.awaitClient();
      cli.awaitStderr("connected");
      cli.signal("INT");
      cli.awaitStderr("stopping");
      cli.signal("INT");
      assertThat(cli.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    }
  }

  @Test
  void stdout_closedByItsReader_endsQuietly() throws Exception {
    try (CliProcess cli = CliProcess.start("demo", "-i", "0.2", "-q")) {
      cli.awaitStdout("Time:");
      cli.closeStdout();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.said()).isEmpty();
    }
  }

  @Test
  void conf_valueThatSparkRefuses_code2InOneLine() throws Exception {
    try (CliProcess cli =
        CliProcess.start("demo", "-q", "--conf", "spark.driver.maxResultSize=soon")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(cli.said()).hasSize(1);
      assertThat(cli.said().get(0)).contains("'soon'", "spark.driver.maxResultSize");
    }
  }

  @Test
  void stdout_thatIsFull_code1AndWhy() throws Exception {
    try (CliProcess cli = CliProcess.startInto(Path.of("/dev/full"), "demo", "-q")) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.said().get(0)).contains("results cannot be written: No space left on device");
    }
  }
}
