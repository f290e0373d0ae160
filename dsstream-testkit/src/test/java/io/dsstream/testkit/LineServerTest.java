package io.dsstream.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineServerTest {
  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  /** One that waits 30 s at most for what it reads. */
  private static Socket socket(LineServer server) throws IOException {
    Socket socket = new Socket("localhost", server.port());
    socket.setSoTimeout((int) Await.LIMIT.toMillis());
    return socket;
  }

  @Test
  void lines_client_arriveInOrder() throws IOException {
    try (LineServer server = LineServer.start();
        Socket socket = socket(server)) {
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
        Socket one = socket(server);
        Socket two = socket(server)) {
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
        Socket socket = socket(server)) {
      LineClient client = server.awaitClient();
      client.raw("half".getBytes(UTF_8));
      client.drop();
      assertThat(client.isOpen()).isFalse();
      BufferedReader reader = reader(socket);
      assertThat(reader.readLine()).isEqualTo("half");
      assertThat(reader.readLine()).isNull();
      try (Socket again = socket(server)) {
        assertThat(server.awaitClient().isOpen()).isTrue();
        assertThat(again.isConnected()).isTrue();
      }
    }
  }

  @Test
  void reset_client_seesAnError() throws IOException {
    try (LineServer server = LineServer.start();
        Socket socket = socket(server)) {
      server.awaitClient().reset();
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void awaitClosed_clientCloses_returns() throws IOException {
    try (LineServer server = LineServer.start()) {
      LineClient client;
      try (Socket socket = socket(server)) {
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
        Socket before = socket(server)) {
      LineClient client = server.awaitClient();
      for (int round = 0; round < 3; round++) {
        server.refuse();
        server.refuse();
        assertThatThrownBy(() -> socket(server).close()).isInstanceOf(ConnectException.class);
        server.listen();
        server.listen();
        try (Socket again = socket(server)) {
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
        try (Socket socket = socket(server)) {
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
    socket(server).close();
    assertThat(running.await(30, SECONDS)).isTrue();
    assertThatThrownBy(server::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "a script of LineServer\\[port \\d+, refusing, 1 connects, 0 open] failed")
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
      socket(server).close();
      assertThat(ended.await(30, SECONDS)).isTrue();
    }
  }

  @Test
  void freePort_nobodyListens() {
    int port = LineServer.freePort();
    assertThatThrownBy(() -> new Socket("localhost", port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void roundRobin_clientsInTurn_overCalls() throws IOException {
    try (LineServer server = LineServer.start();
        Peer one = new Peer(server);
        Peer two = new Peer(server)) {
      server.awaitOpenClients(2);
      server.roundRobin("a", "b", "c");
      server.roundRobin("d");
      assertThat(List.of(one.line(), one.line())).containsExactly("a", "c");
      assertThat(List.of(two.line(), two.line())).containsExactly("b", "d");
      one.leave();
      server.awaitOpenClients(1);
      server.roundRobin("e", "f");
      assertThat(List.of(two.line(), two.line())).containsExactly("e", "f");
    }
  }

  @Test
  void byKey_sameKey_sameClient() throws IOException {
    try (LineServer server = LineServer.start();
        Peer even = new Peer(server);
        Peer odd = new Peer(server)) {
      server.awaitOpenClients(2);
      server.byKey(Integer::valueOf, "1", "2", "-1", "4");
      server.byKey(line -> null, "no key");
      assertThat(List.of(even.line(), even.line(), even.line()))
          .containsExactly("2", "4", "no key");
      assertThat(List.of(odd.line(), odd.line())).containsExactly("1", "-1");
    }
  }

  @Test
  void roundRobin_andByKey_nobodyThere_throw() {
    try (LineServer server = LineServer.start()) {
      String message = "no client to send to, await one first: " + server;
      assertThatThrownBy(() -> server.roundRobin("a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> server.byKey(line -> line, "a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(message);
    }
  }

  /** Does something on another thread when the calling one has begun to wait. */
  private static <T> CompletableFuture<T> whenThisWaits(Supplier<T> act) {
    Thread waiter = Thread.currentThread();
    return CompletableFuture.supplyAsync(
        () -> {
          Await.until(
              () -> waiter.getState() == Thread.State.TIMED_WAITING, () -> "the test to wait");
          return act.get();
        });
  }

  @Test
  void awaitConnects_fewer_waits() throws Exception {
    try (LineServer server = LineServer.start()) {
      server.awaitConnects(0);
      CompletableFuture<Peer> late = whenThisWaits(() -> new Peer(server));
      server.awaitConnects(1);
      assertThat(server.connects()).isEqualTo(1);
      late.get(30, SECONDS).close();
    }
  }

  @Test
  void awaitOpenClients_oneGoes_waitsForIt() throws Exception {
    try (LineServer server = LineServer.start();
        Peer one = new Peer(server);
        Peer two = new Peer(server)) {
      server.awaitOpenClients(2);
      assertThat(server.openClients()).isEqualTo(2);
      CompletableFuture<Void> going =
          whenThisWaits(
              () -> {
                one.leave();
                return null;
              });
      server.awaitOpenClients(1);
      assertThat(server.openClients()).isEqualTo(1);
      going.get(30, SECONDS);
      server.drop();
      assertThat(server.openClients()).as("without port %d", two.port()).isZero();
    }
  }

  @Test
  void assertNoLeakedClients_someHeld_namesThem() throws Exception {
    try (LineServer server = LineServer.start();
        Peer one = new Peer(server);
        Peer two = new Peer(server);
        Peer three = new Peer(server)) {
      server.awaitClient().drop();
      server.awaitClient().reset();
      server.awaitClient();
      two.leave();
      assertThatThrownBy(() -> server.assertNoLeakedClients(Duration.ofMillis(10)))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "clients must close within 10 ms, and did not: "
                  + "[LineClient[client 1, port %d, 0 lines sent, dropped],"
                  + " LineClient[client 3, port %d, 0 lines sent, open]]",
              one.port(), three.port());
      three.leave();
      CompletableFuture<Void> late =
          whenThisWaits(
              () -> {
                one.leave();
                return null;
              });
      server.assertNoLeakedClients();
      late.get(30, SECONDS);
    }
  }

  @Test
  void assertNoLeakedClients_afterClose_throws() {
    LineServer server = LineServer.start();
    server.close();
    assertThatThrownBy(server::assertNoLeakedClients)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("ask for leaks before close(): " + server);
  }

  @Test
  void toString_inEachState_namesIt() {
    try (LineServer server = LineServer.start();
        Peer one = new Peer(server);
        Peer two = new Peer(server)) {
      server.awaitOpenClients(2);
      one.leave();
      server.awaitOpenClients(1);
      String port = "LineServer[port " + server.port();
      String clients = ", 2 connects, 1 open]";
      assertThat(server).as("and port %d", two.port()).hasToString(port + ", listening" + clients);
      server.refuse();
      assertThat(server).hasToString(port + ", refusing" + clients);
      server.acceptNever();
      assertThat(server).hasToString(port + ", blocked" + clients);
    }
  }
}
