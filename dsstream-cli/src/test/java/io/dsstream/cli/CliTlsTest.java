package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.testkit.LineServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F14: the command by TLS, whose options are all that makes it speak so. */
@Timeout(300)
class CliTlsTest {
  private static final String PASSWORD = "only-of-a-test";

  @TempDir private Path folder;
  private Path certificate;
  private SSLContext context;

  @BeforeEach
  void makeCertificate() throws Exception {
    Path keys = folder.resolve("keys.p12");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=x", "-ext", "san=dns:localhost");
    certificate = folder.resolve("server.pem");
    keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
  }

  private static void keytool(Path keys, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-alias", "server", "-keystore", keys.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    Path log = Path.of(keys + ".log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).as("keytool has ended").isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(log)).isZero();
  }

  /**
   * Says something by TLS to who comes first, and goes.
   *
   * @param cut whether it goes as who is cut off, without TLS's own end
   */
  private ServerSocket serve(String text, boolean cut) throws IOException {
    ServerSocket listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket wire = listener.accept();
                  Socket tls = context.getSocketFactory().createSocket(wire, null, !cut)) {
                tls.getOutputStream().write(text.getBytes(UTF_8));
                if (cut) {
                  wire.shutdownOutput();
                }
              } catch (IOException e) {
                // Whoever does not trust us goes; what the command says is the test's matter.
              }
            },
            "tls-server-of-a-test");
    thread.setDaemon(true);
    thread.start();
    return listener;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h tls://localhost", "-h localhost", "-h localhost --tls"})
  void tls_trustedServer_isCounted(String host) throws Exception {
    try (ServerSocket server = serve("a b\n", false)) {
      List<String> args = new ArrayList<>(List.of(host.split(" ")));
      args.addAll(List.of("-p", Integer.toString(server.getLocalPort()), "-i=0.2"));
      args.addAll(List.of("--tls-ca", certificate.toString(), "--on-eof=stop", "--format=json"));
      try (CliProcess cli = CliProcess.start(args.toArray(String[]::new))) {
        assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
        assertThat(cli.json().stream().mapToLong(batch -> batch.get("words").asLong()).sum())
            .isEqualTo(2);
        assertThat(cli.stderr()).anyMatch(line -> line.contains("connected to tls://localhost:"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h tls://localhost", "-h localhost --tls"})
  void tls_serverOfNobody_isRefusedByName(String host) throws Exception {
    try (ServerSocket server = serve("secret\n", false)) {
      List<String> args = new ArrayList<>(List.of(host.split(" ")));
      args.addAll(List.of("-p", Integer.toString(server.getLocalPort()), "--max-wait=100ms", "-q"));
      try (CliProcess cli = CliProcess.start(args.toArray(String[]::new))) {
        assertThat(cli.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(cli.stdout()).noneMatch(line -> line.contains("secret"));
        assertThat(cli.said()).hasSize(1);
      }
    }
  }

  /** Whoever can cut the wire must not be able to end the stream. */
  @Test
  void tls_cutWithoutItsEnd_isNoEndOfTheStream() throws Exception {
    try (ServerSocket server = serve("whole\nhalf", true);
        CliProcess cli =
            CliProcess.start(
                "-h=tls://localhost",
                "-p=" + server.getLocalPort(),
                "--tls-ca=" + certificate,
                "-i=0.2",
                "--on-eof=stop",
                "--format=json")) {
      cli.awaitStdout("\"partialLines\":1");
      cli.signal("TERM");
      assertThat(cli.exitCode()).isEqualTo(ExitCode.FINISHED);
      assertThat(cli.stderr())
          .noneMatch(line -> line.contains("ended the stream"))
          .anyMatch(line -> line.contains("1 unfinished line dropped"));
      assertThat(cli.json().stream().mapToLong(batch -> batch.get("words").asLong()).sum())
          .isEqualTo(1);
    }
  }

  @Test
  void tls_plainServer_isRefusedByName() throws Exception {
    try (LineServer server = LineServer.start();
        CliProcess cli =
            CliProcess.start("--tls", "-p=" + server.port(), "--max-wait=100ms", "-q")) {
      server.onEveryConnect(client -> client.lines("no TLS here"));
      assertThat(cli.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(cli.said()).hasSize(1);
      assertThat(cli.said().get(0)).endsWith("the server does not speak TLS");
    }
  }
}
