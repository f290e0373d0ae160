package io.dsstream.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a line client sends: stalls, and lines at a rate. */
@Timeout(60)
class LineClientPaceTest {
  /** Sends a line on a thread of its own, and returns when it waits or has ended. */
  private static FutureTask<Void> sending(LineClient client, String line) {
    FutureTask<Void> task = new FutureTask<>(() -> client.lines(line), null);
    Thread thread = new Thread(task);
    thread.start();
    Await.until(
        () -> thread.getState() == Thread.State.TIMED_WAITING || task.isDone(),
        () -> "the sender to wait");
    return task;
  }

  @Test
  void stall_whatIsSent_waitsForResume() throws Exception {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      client.stall();
      client.stall();
      FutureTask<Void> sender = sending(client, "late");
      assertThat(sender.isDone()).isFalse();
      assertThat(client.sentBytes()).isZero();
      client.resume();
      assertThat(peer.line()).isEqualTo("late");
      sender.get(30, SECONDS);
      client.lines("more");
      assertThat(peer.line()).isEqualTo("more");
    }
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        end("drop", (client, peer) -> client.drop()),
        end("reset", (client, peer) -> client.reset()),
        end("halfClose", (client, peer) -> client.halfClose()),
        end("client closes", (client, peer) -> peer.leave()));
  }

  private static Arguments end(String name, BiConsumer<LineClient, Peer> act) {
    return Arguments.of(name, act);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  void stall_connectionEnds_senderFails(String name, BiConsumer<LineClient, Peer> end) {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      client.stall();
      FutureTask<Void> sender = sending(client, "never");
      assertThat(sender.isDone()).isFalse();
      end.accept(client, peer);
      assertThatThrownBy(() -> sender.get(30, SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UncheckedIOException.class);
      assertThat(client.sentBytes()).isZero();
    }
  }

  /** Reads until the end, and counts. */
  private static AtomicLong readBytes(Peer peer) {
    AtomicLong read = new AtomicLong();
    byte[] buffer = new byte[1 << 16];
    Thread reader =
        new Thread(
            () -> {
              try {
                for (int n = 0; n >= 0; n = peer.bytes().read(buffer)) {
                  read.addAndGet(n);
                }
              } catch (IOException e) {
                // The test has ended.
              }
            });
    reader.start();
    return read;
  }

  @Test
  void stall_duringWrites_nothingFollows() {
    try (LineServer server = LineServer.start()) {
      server.onConnect(
          1, client -> client.linesForever(n -> "x".repeat(1000), Double.POSITIVE_INFINITY));
      try (Peer peer = new Peer(server)) {
        AtomicLong read = readBytes(peer);
        LineClient client = server.awaitClient();
        for (int round = 0; round < 20; round++) {
          client.stall();
          long sent = client.sentBytes();
          Await.until(() -> read.get() >= sent, () -> "the client to read all");
          assertThat(read).hasValue(sent);
          client.resume();
          Await.until(() -> client.sentBytes() > sent, () -> "the sender to go on");
        }
      }
    }
  }

  @Test
  void linesForever_atARate_comeWhenDue() throws IOException {
    try (LineServer server = LineServer.start()) {
      server.onConnect(1, client -> client.linesForever(n -> "line " + n, 100));
      long start = System.nanoTime();
      try (Peer peer = new Peer(server)) {
        for (int n = 0; n <= 20; n++) {
          assertThat(peer.line()).isEqualTo("line " + n);
          assertThat(Duration.ofNanos(System.nanoTime() - start))
              .isGreaterThanOrEqualTo(Duration.ofMillis(10).multipliedBy(n));
        }
      }
    }
  }

  @Test
  void linesForever_lateLines_followAtOnce() throws IOException {
    try (LineServer server = LineServer.start()) {
      server.onConnect(
          1,
          client -> {
            long start = System.nanoTime();
            client.linesForever(
                n -> {
                  long late = TimeUnit.SECONDS.toNanos(1);
                  Await.until(() -> System.nanoTime() - start > late, () -> "50 lines to be due");
                  return "line " + n;
                },
                50);
          });
      try (Peer peer = new Peer(server)) {
        assertThat(peer.line()).isEqualTo("line 0");
        long first = System.nanoTime();
        for (int n = 1; n < 50; n++) {
          assertThat(peer.line()).isEqualTo("line " + n);
        }
        // Not one each 20 ms from now on.
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(Duration.ofMillis(980));
      }
    }
  }

  private static CompletableFuture<Long> linesForever(LineServer server, double linesPerSecond) {
    CompletableFuture<Long> sent = new CompletableFuture<>();
    server.onConnect(
        1, client -> sent.complete(client.linesForever(n -> "line " + n, linesPerSecond)));
    return sent;
  }

  @Test
  void linesForever_clientGoes_endsAndCounts() throws Exception {
    try (LineServer server = LineServer.start()) {
      CompletableFuture<Long> sent = linesForever(server, 1000);
      try (Peer peer = new Peer(server)) {
        assertThat(peer.line()).isEqualTo("line 0");
        assertThat(peer.line()).isEqualTo("line 1");
      }
      long count = sent.get(30, TimeUnit.SECONDS);
      assertThat(count).isGreaterThanOrEqualTo(2).isEqualTo(server.awaitClient().sentLines());
    }
  }

  @Test
  void linesForever_clientGoesInALongGap_ends() throws Exception {
    try (LineServer server = LineServer.start()) {
      CompletableFuture<Long> sent = linesForever(server, 0.01);
      try (Peer peer = new Peer(server)) {
        assertThat(peer.line()).isEqualTo("line 0");
      }
      assertThat(sent.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void linesForever_serverClosesInALongGap_ends() throws Exception {
    LineServer server = LineServer.start();
    CompletableFuture<Long> sent = linesForever(server, 0.01);
    try (Peer peer = new Peer(server)) {
      assertThat(peer.line()).isEqualTo("line 0");
      server.close();
      assertThat(sent).isCompletedWithValue(1L);
    }
  }

  @Test
  void linesForever_functionFails_throwsIt() {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      UncheckedIOException own = new UncheckedIOException("own", new IOException());
      assertThatThrownBy(
              () ->
                  client.linesForever(
                      n -> {
                        throw own;
                      },
                      1))
          .as("to port %d", peer.port())
          .isSameAs(own);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void linesForever_rateNotPositive_throws(double rate) {
    try (LineServer server = LineServer.start();
        Peer peer = new Peer(server)) {
      LineClient client = server.awaitClient();
      assertThatThrownBy(() -> client.linesForever(n -> "to port " + peer.port(), rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("linesPerSecond must be > 0: " + rate);
    }
  }
}
