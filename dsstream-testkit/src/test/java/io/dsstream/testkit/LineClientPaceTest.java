package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a line client sends. */
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
      sender.get();
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
      assertThatThrownBy(sender::get)
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
          1,
          client -> {
            while (client.isOpen()) {
              client.lines("x".repeat(1000));
            }
          });
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
}
