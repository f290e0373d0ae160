package io.dsstream.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class LineServerTest {
  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  @Test
  void lines_client_arriveInOrder() throws IOException {
    try (LineServer server = LineServer.start();
        Socket socket = new Socket("localhost", server.port())) {
      server.awaitClient().lines("naïve", "", "東京");
      BufferedReader reader = reader(socket);
      assertThat(reader.readLine()).isEqualTo("naïve");
      assertThat(reader.readLine()).isEmpty();
      assertThat(reader.readLine()).isEqualTo("東京");
    }
  }

  @Test
  void send_severalClients_eachGetsAll() throws IOException {
    try (LineServer server = LineServer.start();
        Socket one = new Socket("localhost", server.port());
        Socket two = new Socket("localhost", server.port())) {
      server.awaitClient();
      server.awaitClient();
      server.send("to all");
      assertThat(reader(one).readLine()).isEqualTo("to all");
      assertThat(reader(two).readLine()).isEqualTo("to all");
      assertThat(server.connects()).isEqualTo(2);
    }
  }

  @Test
  void drop_client_readsAllThenTheEnd() throws IOException {
    try (LineServer server = LineServer.start();
        Socket socket = new Socket("localhost", server.port())) {
      LineClient client = server.awaitClient();
      client.raw("half".getBytes(UTF_8));
      client.drop();
      assertThat(client.isOpen()).isFalse();
      BufferedReader reader = reader(socket);
      assertThat(reader.readLine()).isEqualTo("half");
      assertThat(reader.readLine()).isNull();
      try (Socket again = new Socket("localhost", server.port())) {
        assertThat(server.awaitClient().isOpen()).isTrue();
        assertThat(again.isConnected()).isTrue();
      }
    }
  }

  @Test
  void reset_client_seesAnError() throws IOException {
    try (LineServer server = LineServer.start();
        Socket socket = new Socket("localhost", server.port())) {
      server.awaitClient().reset();
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void awaitClosed_clientCloses_returns() throws IOException {
    try (LineServer server = LineServer.start()) {
      LineClient client;
      try (Socket socket = new Socket("localhost", server.port())) {
        client = server.awaitClient();
        assertThat(socket.isConnected()).isTrue();
      }
      client.awaitClosed();
    }
  }

  @Test
  void close_server_refusesAndKeepsPortFreeForTheNext() throws IOException {
    LineServer first = LineServer.start();
    int port = first.port();
    first.close();
    assertThatThrownBy(() -> new Socket("localhost", port).close())
        .isInstanceOf(ConnectException.class);
    try (LineServer second = LineServer.start(port)) {
      assertThat(second.port()).isEqualTo(port);
      assertThatThrownBy(() -> LineServer.start(port))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("cannot listen on port " + port);
    }
  }

  @Test
  void refuse_thenListen_onTheSamePort() throws IOException {
    try (LineServer server = LineServer.start();
        Socket before = new Socket("localhost", server.port())) {
      LineClient client = server.awaitClient();
      for (int round = 0; round < 3; round++) {
        server.refuse();
        server.refuse();
        assertThatThrownBy(() -> new Socket("localhost", server.port()).close())
            .isInstanceOf(ConnectException.class);
        server.listen();
        server.listen();
        try (Socket again = new Socket("localhost", server.port())) {
          server.awaitClient().lines("back");
          assertThat(reader(again).readLine()).isEqualTo("back");
        }
      }
      client.lines("still here");
      assertThat(reader(before).readLine()).isEqualTo("still here");
      assertThat(server.connects()).isEqualTo(4);
      assertThat(server.connectGaps()).hasSize(3).allMatch(gap -> gap.toNanos() > 0);
    }
  }

  @Test
  void onConnect_scripts_byNumberOrForEach() throws IOException {
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(client -> client.lines("each"));
      server.onConnect(2, LineClient::reset);
      for (int n = 1; n <= 3; n++) {
        try (Socket socket = new Socket("localhost", server.port())) {
          BufferedReader reader = reader(socket);
          if (n == 2) {
            assertThatThrownBy(reader::readLine).isInstanceOf(SocketException.class);
          } else {
            assertThat(reader.readLine()).isEqualTo("each");
          }
        }
      }
    }
  }

  @Test
  void close_afterScriptFailed_throws() throws Exception {
    LineServer server = LineServer.start();
    CountDownLatch running = new CountDownLatch(1);
    server.onConnect(
        1,
        client -> {
          running.countDown();
          throw new IllegalStateException("wrong script");
        });
    new Socket("localhost", server.port()).close();
    running.await();
    assertThatThrownBy(server::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("a script of LineServer\\[port \\d+, refusing, 1 connects] failed")
        .hasRootCauseMessage("wrong script");
  }

  @Test
  void close_afterClientLeftScript_isQuiet() throws Exception {
    try (LineServer server = LineServer.start()) {
      CountDownLatch ended = new CountDownLatch(1);
      server.onConnect(
          1,
          client -> {
            try {
              client.endless((byte) 'x', Long.MAX_VALUE);
            } finally {
              ended.countDown();
            }
          });
      new Socket("localhost", server.port()).close();
      ended.await();
    }
  }

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
  void freePort_nobodyListens() {
    int port = LineServer.freePort();
    assertThatThrownBy(() -> new Socket("localhost", port).close())
        .isInstanceOf(ConnectException.class);
  }
}
