package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dsstream.state.Ledger;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --source files:}, {@code --state} and {@code --out}, as a user has them. */
@Timeout(300)
class StateTest {
  @TempDir Path folder;

  private String in() {
    return "--source=files:" + folder.resolve("in");
  }

  private String state() {
    return "--state=" + folder.resolve("state");
  }

  private String out() {
    return "--out=" + folder.resolve("out");
  }

  private void file(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }

  private static List<String> run(int code, String... args) throws Exception {
    try (CliProcess cli = CliProcess.start(args)) {
      int exit = cli.exitCode();
      assertThat(exit).as("%s", cli.stderr()).isEqualTo(code);
      return cli.stderr();
    }
  }

  private JsonNode lastResult() throws IOException {
    List<Path> results = Account.results(folder.resolve("out"));
    return new ObjectMapper().readTree(Files.readString(results.get(results.size() - 1)));
  }

  @Test
  void running_startedAgain_goesOnAndWritesEachResultOnce() throws Exception {
    String[] args = {in(), state(), out(), "--on-eof=stop", "--running", "-n=0"};
    file("a", "to be\n");
    run(ExitCode.FINISHED, Lives.with(args, "-i=0.2"));
    file("b", "or not to be");
    List<String> said = run(ExitCode.FINISHED, Lives.with(args, "-i=0.3"));
    assertThat(said)
        .anyMatch(line -> line.matches("dsstream: counting files:.*/in; starting Spark on .*"))
        .anyMatch(line -> line.matches("dsstream: state .*: going on after the batch of 20.*"));
    assertThat(lastResult().get("counts").toString())
        .isEqualTo("[[\"be\",2],[\"to\",2],[\"not\",1],[\"or\",1]]");
    long lines = 0;
    for (Path result : Account.results(folder.resolve("out"))) {
      lines += new ObjectMapper().readTree(Files.readString(result)).get("lines").asLong();
    }
    assertThat(lines).isEqualTo(2);
    assertThat(modes(folder.resolve("state"), folder.resolve("out")))
        .containsOnly("rwx------", "rw-------");
  }

  private static List<String> modes(Path... folders) throws IOException {
    try (Stream<Path> files = Stream.concat(Files.walk(folders[0]), Files.walk(folders[1]))) {
      return files
          .map(
              file -> {
                try {
                  return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                } catch (IOException e) {
                  return e.toString();
                }
              })
          .toList();
    }
  }

  @Test
  void joinSource_startedAgain_goesOnWithBothStreams() throws Exception {
    try (LineServer first = LineServer.start();
        LineServer second = LineServer.start()) {
      String ofFirst = ",b,localhost:" + first.port();
      String ofSecond = ",b,localhost:" + second.port();
      String[] args = {
        "-p=" + first.port(),
        "--join-source=tcp://localhost:" + second.port(),
        state(),
        "-i=0.2",
        "--running",
        "--on-eof=stop",
        "--format=csv"
      };
      try (CliProcess cli = CliProcess.start(args)) {
        second.awaitClient().lines("b c");
        LineClient client = first.awaitClient();
        client.lines("a b");
        cli.awaitStdout(ofSecond + ",1,,");
        client.drop();
        assertThat(cli.exitCode()).as("%s", cli.stderr()).isEqualTo(ExitCode.FINISHED);
      }
      try (CliProcess cli = CliProcess.start(args)) {
        LineClient client = first.awaitClient();
        client.lines("b");
        cli.awaitStdout(ofFirst + ",2,,");
        assertThat(ListeningSockets.of(cli.pid()))
            .isNotEmpty()
            .allMatch(ListeningSockets::isLoopback);
        client.drop();
        assertThat(cli.exitCode()).as("%s", cli.stderr()).isEqualTo(ExitCode.FINISHED);
        assertThat(cli.stdout()).anyMatch(line -> line.endsWith(ofSecond + ",1,,"));
      }
    }
    String[] other = {"-p=1", "--join-source=tcp://localhost:2", state(), "--running"};
    assertThat(run(ExitCode.UNUSABLE, other))
        .anyMatch(line -> line.contains("state is of another job, "))
        .anyMatch(line -> line.contains("joined with tokenizer space"));
  }

  @Test
  void state_cannotBeUsed_saysWhyBeforeSparkStarts() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/letter.txt"), "mine");
    assertThat(run(ExitCode.UNUSABLE, in(), state()))
        .containsExactly(
            "dsstream: state must be a directory of its own, but letter.txt is in it: "
                + folder.resolve("state"));
    assertThat(run(ExitCode.FAILED, in(), "--state=/proc/nowhere/state"))
        .singleElement()
        .asString()
        .startsWith("dsstream: cannot write /proc/nowhere/state: ");
    assertThat(run(ExitCode.USAGE, "--source=files:" + folder.resolve("missing")))
        .containsExactly("dsstream: files must be a directory: " + folder.resolve("missing"));
  }

  @Test
  void state_damagedOrOfATimeToCome_saysWhatToDo() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    long inAnHour = System.currentTimeMillis() + 3_600_000;
    try (Ledger ledger = Ledger.open(folder.resolve("state"))) {
      ledger.append(inAnHour, true, out -> {});
    }
    assertThat(run(ExitCode.UNUSABLE, in(), state()))
        .singleElement()
        .asString()
        .matches(
            "dsstream: clock must be later than the last batch of state .*/state,"
                + " but is behind it by 3[56]\\d\\d s: set it right, or wait");
    Files.write(folder.resolve("state/%019d.entry".formatted(inAnHour)), new byte[20]);
    assertThat(run(ExitCode.UNUSABLE, in(), state()))
        .singleElement()
        .asString()
        .matches(
            "dsstream: state is damaged, none of its batches can be used:"
                + " restore a copy of .*/state, or delete it to begin anew");
  }

  @Test
  void state_ofAnotherJob_saysOfWhich() throws Exception {
    file("a", "a\n");
    run(ExitCode.FINISHED, in(), state(), "--on-eof=stop", "-i=0.2", "--running");
    assertThat(run(ExitCode.UNUSABLE, in(), state(), "--on-eof=stop", "-i=0.2", "--window=1s"))
        .anyMatch(
            line ->
                line.contains(
                    "state is of another job, running total: this is window 1000 ms, tumbling;"
                        + " use its options, or another state directory"));
  }

  /** Each would take the other's files for its own. */
  @ParameterizedTest
  @CsvSource({"--state, state", "--out, output"})
  void folder_ofTwoProcesses_secondLeaves(String option, String what) throws Exception {
    Files.createDirectories(folder.resolve("in"));
    Path shared = folder.resolve("shared");
    String[] args = {in(), option + "=" + shared, "-i=0.2"};
    try (CliProcess first = CliProcess.start(args)) {
      first.awaitStdout("Time:");
      assertThat(run(ExitCode.IN_USE, args))
          .containsExactly("dsstream: %s is in use by another process: %s".formatted(what, shared));
      first.signal("TERM");
      assertThat(first.exitCode()).isEqualTo(ExitCode.FINISHED);
    }
  }

  /** What is in the folder by then, the next run takes: nobody waits for an hour to be over. */
  @Test
  void files_terminatedBetweenBatches_endsAtOnce() throws Exception {
    file("a", "a\n");
    try (CliProcess cli = CliProcess.start(in(), state(), "-i=3600", "-v")) {
      cli.awaitStderr("StreamingContext started");
      cli.signal("TERM");
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
    }
  }

  /** C11: what does not fit on the disk is not committed, and comes again where it fits. */
  @Test
  void out_diskFull_failsAndNamesTheFile() throws Exception {
    file("a", manyWords());
    String[] args = {in(), state(), out(), "--on-eof=stop", "-i=0.2", "-n=0"};
    try (CliProcess cli = CliProcess.startWithFileLimit(200, args)) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.stderr())
          .anyMatch(
              line ->
                  line.matches("dsstream: job failed: .*cannot write .*/out/batch-.*: File too.*"));
    }
    assertThat(Account.results(folder.resolve("out"))).isEmpty();
    run(ExitCode.FINISHED, args);
    assertThat(Account.counted(folder.resolve("out")))
        .hasSize(40_000)
        .allSatisfy((word, n) -> assertThat(n).isEqualTo(1));
  }

  private static String manyWords() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      words.append("word").append(i).append('\n');
    }
    return words.toString();
  }

  /** C11: a result is told only of what is committed. */
  @Test
  void state_diskFull_failsAndTellsNothing() throws Exception {
    file("a", manyWords());
    String[] args = {in(), state(), "--on-eof=stop", "-i=0.2", "--running", "--format=json"};
    try (CliProcess cli = CliProcess.startWithFileLimit(200, args)) {
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(cli.stderr())
          .anyMatch(
              line ->
                  line.matches(
                      "dsstream: job failed: .*cannot write .*/state/.*entry: File too.*"));
      assertThat(cli.stdout()).noneMatch(line -> line.contains("word1"));
    }
    try (CliProcess cli = CliProcess.start(args)) {
      assertThat(cli.exitCode()).as("%s", cli.stderr()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.stdout()).last().asString().contains("\"distinct\":40000");
    }
  }

  /** What a batch has is in its file before the program ends, and is not told twice. */
  @Test
  void tcp_terminated_countsAndCommitsAllThatCame() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start("-p=" + server.port(), state(), out(), "-i=0.2", "-n=0")) {
      LineClient client = server.awaitClient();
      client.lines("a b", "a");
      cli.awaitStdout("Time:");
      cli.signal("TERM");
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
    }
    assertThat(Account.counted(folder.resolve("out")))
        .containsEntry("a", 2L)
        .containsEntry("b", 1L);
  }
}
