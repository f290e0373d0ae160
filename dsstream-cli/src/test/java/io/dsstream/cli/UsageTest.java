package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What never gets as far as Spark: help, the version, and every slip of the finger. */
class UsageTest {
  private final PrintStream stdout = System.out;
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
  }

  private static int execute(String... args) {
    return DsStreamCommand.execute(Map.of("HOME", "/nonexistent"), args);
  }

  @AfterEach
  void release() {
    System.setOut(stdout);
    System.setErr(stderr);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus             | unknown option: --bogus",
        "--hots x            | unknown option: --hots; did you mean --host?",
        "stray               | unexpected argument: stray",
        "-p 70000            | port must be 1..65535: 70000",
        "-p 0                | port must be 1..65535: 0",
        "-p abc              | port must be 1..65535: abc",
        "-i 0                | interval must be > 0: 0",
        "-i -1               | interval must be > 0: -1",
        "-i abc              | interval must be a number of seconds, as 10 or 0.5: abc",
        "-i 0.0001           | interval must be 0.001..86400 seconds: 0.0001",
        "-i 1e99             | interval must be 0.001..86400 seconds: 1e99",
        "-n -1               | num must be a whole number >= 0, or all: -1",
        "-n many             | num must be a whole number >= 0, or all: many",
        "--tokenizer foo     | tokenizer must be space, whitespace, words or pattern:REGEX: foo",
        "--tokenizer pattern:( | tokenizer must be a regular expression: (: Unclosed group",
        "--stop-words /no/file | stop-words must be a readable file: /no/file: no such file",
        "--min-length -1     | min-length must be a whole number >= 0: -1",
        "--ngram 0           | ngram must be a whole number > 0: 0",
        "--format xml        | format must be pprint, json, csv or table: xml",
        "--on-eof die        | on-eof must be reconnect or stop: die",
        "--partial-line keep | partial-line must be count or drop: keep",
        "--idle-timeout 0    | idle-timeout must be >= 1ms: 0",
        "--tls-ca /no/file   | tls-ca must be a file of certificates (PEM): /no/file: no such file",
        "--connections 0     | connections must be 1..64: 0",
        "--connections 65    | connections must be 1..64: 65",
        "--connections two   | connections must be 1..64: two",
        "--window soon       | window must be a number with ms, s, m or h, as 30s: soon",
        "--max-keys 0        | max-keys must be a whole number > 0: 0",
        "--join-type outer   | join-type must be inner, left or anti: outer",
        "--join-source h:1   | join-source must be tcp://HOST:PORT or tls://HOST:PORT: h:1",
        "--join-source tcp://h:0 | join-source must be tcp://HOST:PORT or tls://HOST:PORT: tcp://h:0",
        "--reduce most       | reduce must be count, sum, min, max, mean, first, last, distinct, quantiles:RANKS, top:K or heavy:N: most",
        "--reduce top:0      | reduce must have a whole number >= 1 after its colon: 0",
        "--reduce quantiles:2 | reduce must have ranks from 0 to 1 after its colon: 2",
        "--batches 0         | batches must be a whole number > 0: 0",
        "--for 5x            | for must be a number with ms, s, m or h, as 30s: 5x",
        "--for 0             | for must be >= 1ms: 0",
        "--max-wait never    | max-wait must be a number with ms, s, m or h, as 30s: never",
        "--master local      | master must be local[2] or more, for a receiver takes one thread: local",
        "--master local[1]   | master must be local[2] or more, for a receiver takes one thread: local[1]",
        "--master local[1,4] | master must be local[2] or more, for a receiver takes one thread: local[1,4]",
        "--master moon       | master must be local[N] or spark://HOST:PORT: moon",
        "--conf spark.x      | conf must be KEY=VALUE: spark.x",
        "--ui=0              | ui must be 1..65535: 0",
        "--master local[0]   | master must be local[2] or more, for a receiver takes one thread: local[0]",
        "--master local[999999] | master must be local[N] or spark://HOST:PORT: local[999999]",
        "--conf spark.master=local[1] | conf must be given as --master: spark.master=local[1]",
        "-i 0.0015           | interval must be a whole number of milliseconds: 0.0015",
        "--conf spark.ui.enabled=true | conf must be given as --ui: spark.ui.enabled=true",
        "--batches 1 demo    | options must come after demo: --batches",
        "-q demo             | options must come after demo: --quiet",
        "-h demo             | options must come after demo: --host",
        "--config /no/file   | config file must be readable: /no/file: no such file",
        "demo --host x       | unknown option: --host"
      })
  void execute_wrongArguments_oneLineAndCode2(String args, String message) {
    assertThat(execute(args.strip().split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8))
        .isEqualTo("dsstream: " + message + " (dsstream --help lists the options)\n");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--key 1             | key needs --reduce",
        "--value 1           | value needs --reduce",
        "--separator =       | separator needs --reduce",
        "--reduce max        | reduce max needs --value",
        "--reduce max --value 0 | value must be a number from 1 or a name: 0",
        "--reduce top --value 1 --lower-case | reduce top has no words here: leave out --tokenizer, --lower-case, --min-length, --stop-words and --ngram",
        "--reduce count --separator = | separator needs --key or --value",
        "--join-type left        | join-type needs --join or --join-source",
        "--join /no/file         | join table must be a readable file: /no/file: no such file",
        "--join-source tcp://localhost:9999 | join-source must be another server than the first: localhost:9999",
        "--join pom.xml --join-source tcp://h:1 | join and join-source exclude each other: choose one",
        "--slide 1s              | slide needs --window",
        "--expire 1s             | expire needs --running",
        "--max-keys 9            | max-keys needs --running",
        "--running --max-keys 7  | max keys must be >= 8: 7",
        "--running --window 1s   | window and running exclude each other: choose one",
        "--window 1500ms         | window must be a multiple of the interval of 1000 ms: 1500 ms",
        "--window 2s --slide 3s  | slide must be <= the window of 2000 ms, or batches would be left out: 3000 ms",
        "--source files:/ --out /tmp/.. | out must be another directory than source: /tmp/..",
        "--source files:/ --state / | state must be another directory than source: /",
        "--state made-by-nobody --out ./made-by-nobody | state must be another directory than out: made-by-nobody",
        "--source files:/ --tls  | tls is for a server, and --source for files: choose one",
        "--source files:/ --max-wait 1s | max-wait is for a server, and --source for files: choose one",
        "--source files:/ --idle-timeout 1s | idle-timeout is for a server, and --source for files: choose one",
        "--source files:/ --connections 2 | connections is for a server, and --source for files: choose one",
        "--source files:/ --partial-line drop | partial-line drop is for a server, and --source for files: choose one",
      })
  void execute_optionsThatDoNotGoTogether_oneLineAndCode2(String args, String message) {
    assertThat(execute(args.strip().split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).isEqualTo("dsstream: " + message + "\n");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void execute_hostileArgument_isShownEscaped() {
    execute("--tokenizer", "\u001b[2J\n");
    assertThat(err.toString(UTF_8)).contains("\\u{1b}[2J").doesNotContain("\u001b").hasLineCount(1);
  }

  @Test
  void execute_unknownHost_isUnavailable() {
    assertThat(execute("-h", "no.such.host.invalid")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "dsstream: unknown host: no.such.host.invalid; check the name, or wait for it with"
                + " --max-wait\n");
  }

  @Test
  void execute_emptyHost_isRefused() {
    assertThat(execute("-h", "")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).isEqualTo("dsstream: host must not be empty: ''\n");
  }

  @Test
  void execute_masterWithTooFewThreads_isRefused() {
    assertThat(execute("--connections", "3", "--master", "local[3]")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "dsstream: master must be local[4] or more, for each connection takes one thread:"
                + " local[3]\n");
  }

  @ParameterizedTest
  @CsvSource({"-h", "-h -p 1", "--help", "-?", "demo --help", "demo -h"})
  void execute_askedForHelp_printsIt(String args) {
    assertThat(execute(args.split(" "))).isEqualTo(ExitCode.FINISHED);
    assertThat(out.toString(UTF_8)).startsWith("Usage: dsstream").contains("--tokenizer");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void execute_help_listsEveryExitCode() {
    execute("--help");
    assertThat(out.toString(UTF_8))
        .contains("0   finished", "1   the job failed", "2   wrong usage", " 69 ", " 130 ");
    assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help", "-V"})
  void execute_askedForHelpWithWrongSettings_helpsAllTheSame(String arg) {
    Map<String, String> environment =
        Map.of("DSSTREAM_TYPO", "1", "DSSTREAM_PORT", "abc", "DSSTREAM_CONFIG", "/no/file");
    assertThat(DsStreamCommand.execute(environment, arg)).isEqualTo(ExitCode.FINISHED);
    assertThat(out.toString(UTF_8)).contains("dsstream");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DSSTREAM_TYPO,    1,  unknown option: DSSTREAM_TYPO in the environment",
    "DSSTREAM_HELP,    1,  unknown option: DSSTREAM_HELP in the environment",
    "DSSTREAM_PORT,    0,  DSSTREAM_PORT in the environment must be 1..65535: 0",
    "DSSTREAM_CONFIG, /no, config file must be readable: /no: no such file"
  })
  void execute_wrongEnvironment_oneLineAndCode2(String variable, String value, String message) {
    Map<String, String> environment = Map.of("HOME", "/nonexistent", variable, value);
    assertThat(DsStreamCommand.execute(environment)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("dsstream: " + message).hasLineCount(1);
  }

  @Test
  void execute_configFileThatIsNoPath_isRefused() {
    assertThat(execute("--config", "a\0b")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("dsstream: config file must be readable: a");
  }

  @Test
  void execute_version_namesSparkAndJava() {
    assertThat(execute("-V")).isEqualTo(ExitCode.FINISHED);
    assertThat(out.toString(UTF_8)).matches("dsstream \\d\\S+\\RSpark 4\\.1\\.0, Java \\S+\\R");
  }

  @Test
  void execute_configFileWithUnknownKey_isRefused(@TempDir Path dir) throws Exception {
    Path config = Files.writeString(dir.resolve("c.properties"), "interval=2\ntypo=1\n");
    assertThat(execute("--config", config.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("dsstream: unknown option: typo in " + config);
  }

  @Test
  void execute_configFileWithWrongValue_isRefused(@TempDir Path dir) throws Exception {
    Path config = Files.writeString(dir.resolve("c.properties"), "interval=soon\n");
    assertThat(execute("--config=" + config)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(UTF_8))
        .startsWith("dsstream: interval in " + config + " must be a number of seconds");
  }
}
