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
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
      read(source(server).idleTimeout(Duration.ofSeconds(2)));
      LineClient silent = server.awaitClient();
      silent.lines("first");
      silent.partial("half");
      LineClient second = server.awaitClient();
      silent.awaitClosed();
      assertThat(server.connectGaps().get(0)).isGreaterThan(Duration.ofSeconds(2));
      second.chunks("drop by drop\n".getBytes(UTF_8), 1, Duration.ofMillis(200));
      assertThat(received(2, faults(1, 1))).containsExactly("first", "drop by drop");
      assertThat(server.connects()).isEqualTo(2);
    }
  }

  /** While this end does not read, it cannot know whether the peer is silent. */
  @Test
  void idleTimeout_doesNotCountBackPressure() throws InterruptedException {
    Duration idle = Duration.ofSeconds(1);
    try (LineServer server = LineServer.start()) {
      read(
          source(server).idleTimeout(idle),
          new Backoff(new Random(1)),
          block -> {
            if (blocks.isEmpty()) {
              Thread.sleep(idle.plusMillis(500).toMillis()); // as a full backlog holds it
            }
            blocks.put(block);
          });
      LineClient client = server.awaitClient();
      client.lines("held");
      assertThat(received(1, Faults.NONE)).containsExactly("held");
      client.lines("again");
      assertThat(received(1, Faults.NONE)).containsExactly("again");
      assertThat(server.connects()).isEqualTo(1);
    }
  }

  /** Tries at once, and notes how it is used. */
  private static final class NoBackoff extends Backoff {
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger resets = new AtomicInteger();
    private final Set<Duration> caps = ConcurrentHashMap.newKeySet();

    NoBackoff() {
      super(new Random(1));
    }

    @Override
    Duration next(Duration cap) {
      tries.incrementAndGet();
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
    try (LineServer server = LineServer.start()) {
      server.onEveryConnect(
          client -> {
            client.partial("half");
            client.drop();
          });
      TcpSource source = source(server).partialLine(PartialLine.DROP);
      assertThat(
              logOf(
                  () -> {
                    read(source, new NoBackoff());
                    received(0, faults(200, 199));
                  }))
          .filteredOn(line -> line.contains(source.address()))
          .hasSizeBetween(1, 20);
    }
  }

  /** What comes to stderr while a reader runs. */
  private List<String> logOf(Executable run) throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      run.execute();
      reader.stop();
      running.get(30, TimeUnit.SECONDS);
      return log.toString(UTF_8).lines().toList();
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      System.setErr(stderr);
    }
  }

  /** F01, F03: so many tries are more than a minute has, whatever the back-off. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "no.such.host.invalid"})
  void log_whileTheServerIsAway_isShort(String host) throws Exception {
    TcpSource source = LineSources.tcp(host, LineServer.freePort());
    NoBackoff backoff = new NoBackoff();
    assertThat(
            logOf(
                () -> {
                  read(source, backoff);
                  awaitTrue(() -> backoff.tries.get() > 2_000, "2,000 tries");
                }))
        .filteredOn(line -> line.contains(source.address()))
        .hasSizeBetween(1, 20);
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
      long sockets = sockets();
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
      awaitTrue(() -> sockets() <= sockets + 2, "as few sockets as before");
    }
  }

  private static long sockets() {
    return Stream.of(new File("/proc/self/fd").listFiles()).filter(TcpFaultTest::isSocket).count();
  }

  private static boolean isSocket(File descriptor) {
    try {
      return Files.readSymbolicLink(descriptor.toPath()).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // it is gone
    }
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
