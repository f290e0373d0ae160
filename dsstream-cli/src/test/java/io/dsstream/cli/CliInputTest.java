package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program reads: values, two servers, and hosts of many addresses. */
@Timeout(300)
class CliInputTest {
  /** With a sketch, whose library the program must bring. */
  @Test
  void reduce_valuesByKey_areToldAndOtherLinesCounted() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                CliTest.port(server),
                "-i",
                "0.5",
                "--on-eof",
                "stop",
                "--format",
                "csv",
                "--running",
                "--reduce",
                "quantiles:0.5,1",
                "--key",
                "host",
                "--value",
                "ms")) {
      LineClient client = server.awaitClient();
      client.lines("host=a ms=1", "host=b ms=7.5", "ms=2 host=a", "host=a ms=4", "hello");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      List<String> lines = cli.stdout();
      assertThat(lines.get(0)).isEqualTo("time,key,item,value,lower,upper");
      assertThat(lines.subList(lines.size() - 4, lines.size()))
          .extracting(line -> line.substring(line.indexOf(',')))
          .containsExactly(
              ",b,0.5,7.5,7.5,7.5", ",b,1.0,7.5,7.5,7.5", ",a,0.5,2,2,2", ",a,1.0,4,4,4");
      assertThat(cli.stderr())
          .last()
          .asString()
          .matches("dsstream: .* 5 lines, 4 values, 56 bytes .*, 1 line unusable");
    }
  }

  @Test
  void joinSource_wordsOfBothServers_areToldTogether() throws Exception {
    try (LineServer first = LineServer.start();
        LineServer second = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                "-p",
                CliTest.port(first),
                "--join-source",
                "tcp://localhost:" + second.port(),
                "-i",
                "0.5",
                "--on-eof",
                "stop",
                "--running",
                "--format",
                "csv")) {
      second.awaitClient().lines("b c b");
      LineClient client = first.awaitClient();
      client.lines("a b");
      cli.awaitStdout(",b,localhost:" + second.port() + ",2,,");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.stdout())
          .anyMatch(line -> line.endsWith(",b,localhost:" + first.port() + ",1,,"))
          .noneMatch(line -> line.contains(",a,") || line.contains(",c,"));
    }
  }

  /** F13: of a host's addresses the one that answers, whichever family it is of. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void host_ofBothFamilies_fallsBack(String listening, @TempDir Path folder) throws Exception {
    InetAddress own = InetAddress.getByName(listening);
    assumeTrue(
        NetworkInterface.getByInetAddress(own) != null, listening + " is not of this machine");
    Path hosts = Files.writeString(folder.resolve("hosts"), "::1 both\n127.0.0.1 both\n");
    // Of the machine's own name, which Spark would ask for, that file tells nothing.
    Map<String, String> resolver =
        Map.of("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts, "SPARK_LOCAL_IP", "127.0.0.1");
    try (ServerSocket server = new ServerSocket(0, 9, own);
        CliProcess cli =
            CliProcess.start(
                resolver,
                "-h",
                "both",
                "-p",
                Integer.toString(server.getLocalPort()),
                "-i",
                "0.2",
                "--on-eof",
                "stop",
                "--format",
                "csv")) {
      server.setSoTimeout(1_000 * CliProcess.LIMIT_SECONDS);
      try (Socket client = server.accept()) {
        client.getOutputStream().write("line\n".getBytes(UTF_8));
      }
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.stdout()).hasSize(2).last().asString().endsWith(",line,1");
    }
  }

  /**
   * F03, F13: a name that is unknown at first, then has the address of nobody, then one that
   * refuses and one more. The machine would keep each of its answers for ever.
   */
  @Test
  void host_whoseNameComesLate_isLookedUpAgain(@TempDir Path folder) throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    Path forEver =
        Files.writeString(
            folder.resolve("security"),
            "networkaddress.cache.negative.ttl=-1\nnetworkaddress.cache.ttl=-1\n");
    String java = "-Djdk.net.hosts.file=" + hosts + " -Djava.security.properties=" + forEver;
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start(
                Map.of("JDK_JAVA_OPTIONS", java, "SPARK_LOCAL_IP", "127.0.0.1"),
                "-h",
                "words.test",
                "--max-wait=1m",
                "-p",
                CliTest.port(server),
                "-i=0.2",
                "--on-eof=stop",
                "--format=json")) {
      cli.awaitStderr("waiting for words.test:" + CliTest.port(server) + ": unknown host");
      Files.writeString(hosts, "127.0.0.3 words.test\n");
      cli.awaitStderr("waiting for words.test:" + CliTest.port(server) + ": connection refused");
      Files.writeString(hosts, "127.0.0.2 words.test\n127.0.0.1 words.test\n");
      LineClient client = server.awaitClient();
      client.lines("a b");
      client.drop();
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(CliTest.sum(cli.json(), "words")).isEqualTo(2);
    }
  }
}
