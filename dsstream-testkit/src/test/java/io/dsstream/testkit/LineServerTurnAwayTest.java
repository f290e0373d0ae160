package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a line server turns away. */
@Timeout(60)
class LineServerTurnAwayTest {
  @Test
  void acceptThenReset_nextTwo_areResetAndNotHandedOut() throws IOException {
    AtomicInteger scripts = new AtomicInteger();
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(client -> scripts.incrementAndGet());
      server.acceptThenReset(2);
      for (int n = 0; n < 2; n++) {
        assertThatThrownBy(() -> firstLine(server)).isInstanceOf(SocketException.class);
      }
      try (Peer third = new Peer(server)) {
        server.awaitClient().lines("third");
        assertThat(third.line()).isEqualTo("third");
      }
      assertThat(server.connects()).isEqualTo(3);
      assertThat(server.connectGaps()).hasSize(2);
    }
    assertThat(scripts).hasValue(1);
  }

  private static String firstLine(LineServer server) throws IOException {
    try (Peer peer = new Peer(server)) {
      return peer.line();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // the reset may come before the connect has returned
    }
  }

  @Test
  void maxClients_oneOpen_nextReadsTheEnd() throws IOException {
    AtomicInteger scripts = new AtomicInteger();
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(client -> scripts.incrementAndGet());
      server.maxClients(1);
      try (Peer one = new Peer(server)) {
        LineClient first = server.awaitClient();
        assertThat(firstLine(server)).isNull();
        assertThat(firstLine(server)).isNull();
        first.lines("still here");
        assertThat(one.line()).isEqualTo("still here");
      }
      server.awaitOpenClients(0);
      try (Peer four = new Peer(server)) {
        server.awaitClient().lines("fourth");
        assertThat(four.line()).isEqualTo("fourth");
      }
      assertThat(server.connects()).isEqualTo(4);
    }
    assertThat(scripts).hasValue(2);
  }

  @Test
  void maxClients_andAcceptThenReset_negative_throw() {
    try (LineServer server = LineServer.start()) {
      assertThatThrownBy(() -> server.maxClients(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("n must be >= 0: -1");
      assertThatThrownBy(() -> server.acceptThenReset(-2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("n must be >= 0: -2");
    }
  }

  @Test
  void acceptNever_connects_hangUntilListen() throws IOException {
    try (LineServer server = LineServer.start()) {
      for (int round = 0; round < 2; round++) {
        server.acceptNever();
        server.acceptNever();
        for (int n = 0; n < 2; n++) {
          assertThatThrownBy(() -> connectWithin(100, server))
              .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(server.connects()).isEqualTo(round);
        server.listen();
        try (Peer peer = new Peer(server)) {
          server.awaitClient().lines("at last");
          assertThat(peer.line()).isEqualTo("at last");
        }
      }
      server.acceptNever();
      server.refuse();
      assertThatThrownBy(() -> connectWithin(100, server)).isInstanceOf(ConnectException.class);
    }
  }

  private static void connectWithin(int millis, LineServer server) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", server.port()), millis);
    }
  }
}
