package io.dsstream.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
      LineServer.Client client = server.awaitClient();
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
      LineServer.Client client;
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
  void freePort_nobodyListens() {
    int port = LineServer.freePort();
    assertThatThrownBy(() -> new Socket("localhost", port).close())
        .isInstanceOf(ConnectException.class);
  }
}
