package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dsstream.block.Faults;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers and networks do to a connection, on real sockets. */
@Timeout(120)
class TcpFaultTest extends ReaderFixture {
  /** F05: what a reset has left of a line is dropped and counted. */
  @Test
  void reset_insideALine_isDroppedAndCounted() throws InterruptedException {
    try (LineServer server = LineServer.start()) {
      read(source(server));
      LineClient first = server.awaitClient();
      first.partial("whole\nhalf"); // one write, so what has the line has its neighbour too
      assertThat(received(1, Faults.NONE)).containsExactly("whole");
      first.reset();
      server.awaitClient().lines("again");
      assertThat(received(1, faults(1, 1))).containsExactly("again");
    }
  }

  /** F06, F07: a line that the end of the stream ends, in order. */
  @ParameterizedTest
  @EnumSource
  void fin_insideALine_isAsThePolicySays(PartialLine policy) throws Exception {
    try (LineServer server = LineServer.start()) {
      read(source(server).onEof(OnEof.STOP).partialLine(policy));
      LineClient client = server.awaitClient();
      client.partial("whole\nhalf");
      client.halfClose();
      if (policy == PartialLine.COUNT) {
        assertThat(received(2, Faults.NONE)).containsExactly("whole", "half");
      } else {
        assertThat(received(1, faults(1, 0))).containsExactly("whole");
      }
      running.get(30, TimeUnit.SECONDS);
      assertThat(blocks.poll().isEnd()).isTrue();
      assertThat(blocks).isEmpty();
    }
  }

  /** F08: a peer that is silent is left for a new connection; one that drips is not. */
  @Test
  void silence_longerThanTheIdleTimeout_connectsAnew() throws InterruptedException {
    try (LineServer server = LineServer.start()) {
      read(source(server).idleTimeout(Duration.ofMillis(500)));
      LineClient silent = server.awaitClient();
      silent.lines("first");
      silent.partial("half");
      LineClient second = server.awaitClient();
      silent.awaitClosed();
      assertThat(server.connectGaps().get(0)).isGreaterThan(Duration.ofMillis(500));
      second.chunks("drop by drop\n".getBytes(UTF_8), 1, Duration.ofMillis(100));
      assertThat(received(2, faults(1, 1))).containsExactly("first", "drop by drop");
      assertThat(server.connects()).isEqualTo(2);
    }
  }

  /**
   * F01: after a good connection the next try is due within 50 ms, and must come at most 250 ms
   * later. The best of five, for a busy machine may take its time.
   */
  @Test
  void loss_ofAGoodConnection_isMendedWithin300Millis() throws InterruptedException {
    List<Duration> gaps = new ArrayList<>();
    try (LineServer server = LineServer.start()) {
      read(source(server));
      LineClient client = server.awaitClient();
      for (int i = 0; i < 5; i++) {
        // So long makes a connection a good one.
        client.chunks("a\n".repeat(12).getBytes(UTF_8), 2, Duration.ofMillis(100));
        assertThat(received(12, faults(0, i == 0 ? 0 : 1))).hasSize(12);
        long dropped = System.nanoTime();
        client.drop();
        client = server.awaitClient();
        gaps.add(Duration.ofNanos(System.nanoTime() - dropped));
      }
    }
    assertThat(Collections.min(gaps)).as("the best of %s", gaps).isLessThan(Duration.ofMillis(300));
  }

  /** Tries at once, and notes how it is used. */
  private static final class NoBackoff extends Backoff {
    private final AtomicInteger resets = new AtomicInteger();
    private final Set<Duration> caps = ConcurrentHashMap.newKeySet();

    NoBackoff() {
      super(new Random(1));
    }

    @Override
    Duration next(Duration cap) {
      caps.add(cap);
      return Duration.ZERO;
    }

    @Override
    void reset() {
      resets.incrementAndGet();
    }
  }

  /**
   * F01: a connection that has lasted a second makes the next try come soon; a short one does not.
   */
  @Test
  void backoff_afterAConnection_startsAnewOnlyIfItLasted() throws InterruptedException {
    NoBackoff backoff = new NoBackoff();
    try (LineServer server = LineServer.start()) {
      read(source(server), backoff);
      for (int i = 0; i < 3; i++) {
        server.awaitClient().drop();
      }
      LineClient lasting = server.awaitClient();
      assertThat(backoff.resets).hasValue(0);
      lasting.chunks("a\n".repeat(12).getBytes(UTF_8), 2, Duration.ofMillis(100));
      lasting.drop();
      server.awaitClient();
      assertThat(backoff.resets).hasValue(1);
      assertThat(backoff.caps).containsExactly(Duration.ofSeconds(1));
    }
  }

  /**
   * F08: the system asks a silent peer whether it is there. 02 is that timer (proc(5), net/tcp).
   */
  @Test
  void connection_isKeptAlive() throws Exception {
    try (LineServer server = LineServer.start()) {
      read(source(server));
      server.awaitClient();
      String remote = ":%04X 01 ".formatted(server.port()); // established
      List<String> sockets = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
      sockets.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
      assertThat(sockets)
          .filteredOn(socket -> socket.contains(remote))
          .isNotEmpty()
          .allMatch(socket -> socket.contains(" 02:"));
    }
  }

  /** F05, F10: at most 20 lines a minute, whatever there is to tell, and how many connections. */
  @Test
  void log_ofManyFlaps_isShort() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(
          client -> {
            client.partial("half");
            client.drop();
          });
      read(source(server).partialLine(PartialLine.DROP), new NoBackoff());
      received(0, faults(200, 199));
      reader.stop();
      running.get(30, TimeUnit.SECONDS);
      assertThat(log.toString(UTF_8).lines())
          .filteredOn(line -> line.contains(":" + server.port()))
          .hasSizeBetween(1, 20);
    } finally {
      System.setErr(stderr);
    }
  }

  /** F10: a thousand short connections leave nothing behind. */
  @Test
  void flaps_thousand_leaveNoThreadAndNoDescriptor() throws Exception {
    try (LineServer server = LineServer.start()) {
      AtomicInteger connects = new AtomicInteger();
      server.onEveryConnect(
          client -> {
            client.lines("line " + connects.incrementAndGet());
            client.drop();
          });
      int descriptors = descriptors();
      read(source(server), new NoBackoff());
      List<String> lines = received(1_000, faults(0, 1_000));
      reader.stop();
      running.get(30, TimeUnit.SECONDS);
      // All that was sent before an end is there, once, in order.
      assertThat(lines.subList(0, 1_000))
          .isEqualTo(IntStream.rangeClosed(1, 1_000).mapToObj(i -> "line " + i).toList());
      server.assertNoLeakedClients();
      thread.join(30_000);
      assertThat(threads.activeCount()).isZero();
      // Others open files here too: a leak of one connection in ten would be more than they do.
      assertThat(descriptors()).isLessThan(descriptors + 100);
    }
  }

  private static int descriptors() {
    return new File("/proc/self/fd").list().length;
  }

  /** F04: nobody answers, and nobody refuses. */
  @Test
  void connect_nobodyAnswers_isGivenUpAndStops() throws Exception {
    try (LineServer server = LineServer.start()) {
      server.acceptNever();
      TcpSource silent = source(server).connectTimeout(Duration.ofMillis(200));
      read(silent.maxWait(Duration.ofMillis(100)));
      assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SourceUnreachableException.class)
          .hasMessageEndingWith("no answer in time");
      read(source(server).connectTimeout(Duration.ofHours(1)));
      awaitConnecting();
      long stopped = System.nanoTime();
      reader.stop();
      running.get(30, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(1));
    }
  }

  /** Returns when the reader's thread waits for an answer to its connect. */
  private void awaitConnecting() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (Stream.of(thread.getStackTrace())
        .noneMatch(frame -> frame.getMethodName().equals("timedFinishConnect"))) {
      assertThat(System.nanoTime()).as("30 s without a connect").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** F13: by either family. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, ::ffff:127.0.0.1",
    "127.0.0.1, localhost",
    "::1, ::1"
  })
  void address_ofEitherFamily_connects(String address, String host) throws Exception {
    InetAddress own = InetAddress.getByName(address);
    assumeTrue(NetworkInterface.getByInetAddress(own) != null, address + " is not of this machine");
    try (ServerSocket server = new ServerSocket(0, 9, own)) {
      server.setSoTimeout(30_000);
      read(LineSources.tcp(host, server.getLocalPort()));
      try (Socket client = server.accept()) {
        client.getOutputStream().write("line\n".getBytes(UTF_8));
        assertThat(received(1, Faults.NONE)).containsExactly("line");
      }
    }
  }
}
