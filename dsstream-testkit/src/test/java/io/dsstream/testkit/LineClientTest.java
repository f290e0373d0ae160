package io.dsstream.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LineClientTest {
  private static byte[] sent(Consumer<LineClient> script) throws IOException {
    try (LineServer server = LineServer.start()) {
      server.onConnect(
          1,
          client -> {
            script.accept(client);
            client.halfClose();
          });
      byte[] bytes;
      try (Socket socket = new Socket("localhost", server.port())) {
        socket.setSoTimeout(30_000);
        bytes = socket.getInputStream().readAllBytes();
      }
      LineClient client = server.awaitClient();
      assertThat(client.sentBytes()).isEqualTo(bytes.length);
      assertThat(client.isOpen()).isTrue();
      client.awaitClosed();
      return bytes;
    }
  }

  static Stream<Arguments> verbs() {
    Duration gap = Duration.ofNanos(1);
    byte[] text = "a naïve 東京".getBytes(UTF_8);
    byte[] random = new byte[1000];
    new Random(7).nextBytes(random);
    return Stream.of(
        verb("lines", client -> client.lines("a", "é"), "a\né\n".getBytes(UTF_8)),
        verb(
            "ending",
            client -> client.ending("\r\n").lines("a", "b"),
            "a\r\nb\r\n".getBytes(UTF_8)),
        verb(
            "charset",
            client -> client.charset(UTF_16LE).ending("\r").lines("é"),
            "é\r".getBytes(UTF_16LE)),
        verb("partial", client -> client.partial("half"), "half".getBytes(UTF_8)),
        verb(
            "byte order mark",
            client -> client.partial("\uFEFF"),
            (byte) 0xEF,
            (byte) 0xBB,
            (byte) 0xBF),
        verb("drip", client -> client.chunks(text, 1, gap), text),
        verb("chunks", client -> client.chunks(text, 5, gap), text),
        verb("splitUtf8", client -> client.splitUtf8("a naïve 東京", gap), text),
        verb("garbage", client -> client.garbage(7, 1000), random),
        verb(
            "endless",
            client -> client.endless((byte) 'x', 100_000),
            "x".repeat(100_000).getBytes(UTF_8)));
  }

  private static Arguments verb(String name, Consumer<LineClient> script, byte... expected) {
    return Arguments.of(name, script, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void verb_whateverItIs_sendsItsBytes(String name, Consumer<LineClient> script, byte[] expected)
      throws IOException {
    assertThat(sent(script)).isEqualTo(expected);
  }

  /** Which writes the kernel may part or join, before it does. */
  private static final class Recording extends Socket {
    private final List<String> writes = new ArrayList<>();

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public OutputStream getOutputStream() {
      return new OutputStream() {
        @Override
        public void write(int b) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) {
          writes.add(new String(bytes, ISO_8859_1));
        }
      };
    }
  }

  @Test
  void chunks_andSplitUtf8_areWritesOfTheirOwn() throws IOException {
    try (Recording socket = new Recording()) {
      LineClient client = new LineClient(socket, 1);
      client.chunks("abcde".getBytes(UTF_8), 2, Duration.ofNanos(1));
      assertThat(socket.writes).containsExactly("ab", "cd", "e");
      socket.writes.clear();
      client.splitUtf8("aé東b", Duration.ofNanos(1));
      assertThat(socket.writes).containsExactly("a\u00c3", "\u00a9\u00e6", "\u009d\u00b1b");
    }
  }

  @Test
  void chunks_sizeZero_throws() throws IOException {
    try (LineServer server = LineServer.start();
        Socket socket = new Socket("localhost", server.port())) {
      LineClient client = server.awaitClient();
      assertThat(socket.isConnected()).isTrue();
      assertThatThrownBy(() -> client.chunks(new byte[1], 0, Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("size must be >= 1: 0");
    }
  }

  @Test
  void sentLines_ofSeveralVerbs_countsWholeLines() {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      assertThat(client.sentLines()).isZero();
      client.ending("\r\n").lines("a", "b");
      client.partial("c\n");
      server.send("d");
      assertThat(client.sentLines()).as("to port %d", peer.port()).isEqualTo(3);
    }
  }

  @Test
  void drop_thenClientCloses_isKnown() throws IOException {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      client.drop();
      client.drop();
      assertThat(peer.line()).isNull();
      assertThat(client.hasGone()).isFalse();
      peer.leave();
      client.awaitClosed();
      client.drop();
      assertThat(client.isOpen()).isFalse();
    }
  }

  @Test
  void awaitClosed_clientSends_throws() throws IOException {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      peer.send('x');
      assertThatThrownBy(client::awaitClosed)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("the client of a line server must not send: client 1, port ");
    }
  }

  @Test
  void awaitClosed_afterReset_cannotTell() {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      client.reset();
      assertThatThrownBy(client::awaitClosed)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("client 1, port " + peer.port() + ", 0 lines sent, closed");
    }
  }

  @Test
  void toString_inEachState_namesIt() {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      client.lines("a", "b");
      String name = "LineClient[client 1, port " + peer.port() + ", 2 lines sent, ";
      assertThat(client).hasToString(name + "open]");
      client.stall();
      assertThat(client).hasToString(name + "stalled]");
      client.halfClose();
      assertThat(client).hasToString(name + "half closed]");
      client.drop();
      assertThat(client).hasToString(name + "dropped]");
      peer.leave();
      client.awaitClosed();
      assertThat(client).hasToString(name + "gone]");
    }
  }
}
