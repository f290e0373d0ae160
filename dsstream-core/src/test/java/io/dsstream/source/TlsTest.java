package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.block.TextBlock;
import io.dsstream.testkit.LineServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F14: TLS that works, and each way in which it is refused. */
@Timeout(120)
class TlsTest {
  static {
    // The JVM's first TLS is that of a server here, before the source could ask for it.
    System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
  }

  private static final String OF_LOCALHOST = "dns:localhost,ip:127.0.0.1";

  @TempDir private Path folder;

  private final BlockingQueue<TextBlock> blocks = new LinkedBlockingQueue<>();

  /** Reads until the end of the stream, or until the source may wait no longer, which is soon. */
  private String read(TcpSource source) throws Exception {
    return read(source, Duration.ofMillis(500));
  }

  private String read(TcpSource source, Duration maxWait) throws Exception {
    new TcpReader(
            source.onEof(OnEof.STOP).maxWait(maxWait),
            1 << 20,
            1_000,
            new CountDownLatch(1),
            new Backoff(new Random(1)),
            blocks::put)
        .run();
    return text();
  }

  private String text() {
    return blocks.stream()
        .map(block -> new String(block.bytes(), 0, block.length(), UTF_8))
        .collect(Collectors.joining());
  }

  /** A server that speaks TLS to whoever comes, says something and closes as TLS wants it. */
  private static ServerSocket serve(TestCertificate certificate, String text) throws Exception {
    SSLContext context = certificate.context();
    ServerSocket listener =
        context.getServerSocketFactory().createServerSocket(0, 9, InetAddress.getLoopbackAddress());
    start(
        () -> {
          while (true) {
            try (Socket socket = listener.accept()) {
              socket.getOutputStream().write(text.getBytes(UTF_8));
            } catch (IOException e) {
              if (listener.isClosed()) {
                return null;
              }
            }
          }
        });
    return listener;
  }

  private static void start(java.util.concurrent.Callable<Void> work) {
    Thread thread = new Thread(new FutureTask<>(work), "tls-server-of-a-test");
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void tls_trustedServer_isRead() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, OF_LOCALHOST);
    try (ServerSocket server = serve(certificate, "to be\nor not\n")) {
      TcpSource source = LineSources.tcp("localhost", server.getLocalPort());
      TlsTrust trust = TlsTrust.file(certificate.authority(folder));
      assertThat(read(source.tls(trust))).isEqualTo("to be\nor not\n");
      assertThat(source.tls(trust).address()).isEqualTo("tls://localhost:" + server.getLocalPort());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dns:localhost   | -validity 1                 | other     | is of nobody who is trusted",
        "dns:localhost   | -startdate -10d -validity 5 | authority | has expired",
        "dns:localhost   | -startdate +10d             | authority | is not valid yet",
        "dns:localhost   | -startdate +10d             | own       | is not valid yet",
        "dns:example.org | -validity 1                 | authority | is not of this host",
        "dns:localhost   | -keyalg RSA -keysize 1000   | authority | is too weak",
      })
  void tls_certificateThatDoesNotHold_isRefusedByName(
      String names, String options, String trusted, String why) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, names, options.split(" "));
    Path trust =
        switch (trusted) {
          case "authority" -> certificate.authority(folder);
          case "own" -> certificate.own(folder);
          default -> TestCertificate.make(folder, OF_LOCALHOST).authority(folder);
        };
    try (ServerSocket server = serve(certificate, "secret\n")) {
      TcpSource source =
          LineSources.tcp("localhost", server.getLocalPort()).tls(TlsTrust.file(trust));
      assertThatThrownBy(() -> read(source))
          .isInstanceOf(SourceUnreachableException.class)
          .hasMessageContaining("unreachable")
          .hasMessageEndingWith("the server's certificate " + why);
    }
  }

  @Test
  void tls_plainServer_isRefusedByName() throws Exception {
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(client -> client.lines("no TLS here"));
      TcpSource source = LineSources.tcp("localhost", server.port()).tls(TlsTrust.system());
      assertThatThrownBy(() -> read(source)).hasMessageEndingWith("the server does not speak TLS");
    }
  }

  @Test
  void tls_silentServer_isGivenUp() throws Exception {
    try (LineServer server = LineServer.start()) {
      TcpSource source = LineSources.tcp("localhost", server.port()).tls(TlsTrust.system());
      assertThatThrownBy(() -> read(source.connectTimeout(Duration.ofMillis(300))))
          .hasMessageEndingWith("no answer in time");
    }
  }

  /** Each byte in time, the whole never. */
  @Test
  void tls_handshakeThatDrips_isGivenUp() throws Exception {
    try (LineServer server = LineServer.start()) {
      byte[] half = {22, 3, 3, 64, 0}; // the start of a record of 16 KiB
      server.onEveryConnect(
          client -> client.chunks(Arrays.copyOf(half, 200), 1, Duration.ofMillis(100)));
      TcpSource source = LineSources.tcp("localhost", server.port()).tls(TlsTrust.system());
      long started = System.nanoTime();
      assertThatThrownBy(() -> read(source.connectTimeout(Duration.ofMillis(400))))
          .hasMessageEndingWith("no answer in time");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void tls_serverThatCloses_isRefusedByName() throws Exception {
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(client -> client.halfClose());
      TcpSource source = LineSources.tcp("localhost", server.port()).tls(TlsTrust.system());
      assertThatThrownBy(() -> read(source))
          .hasMessageEndingWith("the server closed during the TLS handshake");
    }
  }

  /** A read times out each 25 ms: a record that comes slower than that must not lose a byte. */
  @Test
  void tls_recordsThatDrip_areReadWhole() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, OF_LOCALHOST);
    try (ServerSocket server = serve(certificate, "drop by drop\n");
        ServerSocket slow = drip(server.getLocalPort())) {
      TcpSource source =
          LineSources.tcp("localhost", slow.getLocalPort())
              .tls(TlsTrust.file(certificate.authority(folder)));
      assertThat(read(source, Duration.ofMinutes(1))).isEqualTo("drop by drop\n");
    }
  }

  /** Passes on what a server sends, large records as they are and the last ones byte by byte. */
  private static ServerSocket drip(int port) throws IOException {
    ServerSocket listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    start(
        () -> {
          try (Socket client = listener.accept();
              Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            start(
                () -> {
                  client.getInputStream().transferTo(server.getOutputStream());
                  return null;
                });
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[1 << 14];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              for (int i = 0; i < n; i++) {
                boolean isSlow = n < 100;
                out.write(buffer, i, 1);
                LockSupport.parkNanos(isSlow ? TimeUnit.MILLISECONDS.toNanos(40) : 0);
              }
            }
          }
          return null;
        });
    return listener;
  }

  /** Whoever can cut the wire must not be able to end the stream, or a line. */
  @Test
  void tls_cutWithoutItsEnd_isNoEndOfTheStream() throws Exception {
    TestCertificate certificate = TestCertificate.make(folder, OF_LOCALHOST);
    SSLContext context = certificate.context();
    try (ServerSocket listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      start(
          () -> {
            try (Socket wire = acceptOne(listener)) {
              Socket tls = context.getSocketFactory().createSocket(wire, null, false);
              tls.getOutputStream().write("whole\nhalf".getBytes(UTF_8));
            }
            return null;
          });
      TcpSource source =
          LineSources.tcp("localhost", listener.getLocalPort())
              .tls(TlsTrust.file(certificate.authority(folder)));
      assertThatThrownBy(() -> read(source))
          .isInstanceOf(SourceUnreachableException.class)
          .hasMessageEndingWith("connection refused");
      assertThat(text()).isEqualTo("whole\n");
      assertThat(blocks.stream().mapToLong(block -> block.faults().partialLines()).sum())
          .isEqualTo(1);
    }
  }

  private static Socket acceptOne(ServerSocket listener) throws IOException {
    try (listener) {
      return listener.accept();
    }
  }

  @Test
  void file_noCertificates_saysWhy() throws IOException {
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> TlsTrust.file(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "TLS trust must be a file of certificates (PEM): " + missing + ": no such file");
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThatThrownBy(() -> TlsTrust.file(empty)).hasMessageEndingWith("empty.pem: it has none");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    assertThatThrownBy(() -> TlsTrust.file(text)).hasMessageContaining("text.pem: ");
  }
}
