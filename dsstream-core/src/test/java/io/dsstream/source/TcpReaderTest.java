package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.block.TextBlock;
import io.dsstream.testkit.LineClient;
import io.dsstream.testkit.LineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader on real sockets. */
@Timeout(60)
class TcpReaderTest {
  private static final int BLOCK_BYTES = 1 << 20;

  private final BlockingQueue<TextBlock> blocks = new LinkedBlockingQueue<>();
  private TcpReader reader;
  private FutureTask<Void> running;
  private Thread thread;

  private void read(TcpSource source) {
    read(source, blocks::put);
  }

  private void read(TcpSource source, TcpReader.BlockStore store) {
    reader =
        new TcpReader(
            source, BLOCK_BYTES, 1_000, new CountDownLatch(1), new Backoff(new Random(1)), store);
    running =
        new FutureTask<>(
            () -> {
              reader.run();
              return null;
            });
    thread = new Thread(running, "reader-under-test");
    thread.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (reader != null) {
      reader.stop();
    }
  }

  private static TcpSource source(int port) {
    return LineSources.tcp("localhost", port);
  }

  /** Lines as they come, until there are so many. */
  private List<String> lines(int count) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      TextBlock block = blocks.poll(30, TimeUnit.SECONDS);
      assertThat(block).as("a block after %s", lines).isNotNull();
      new String(block.bytes(), 0, block.length(), UTF_8).lines().forEach(lines::add);
    }
    return lines;
  }

  @Test
  void run_lines_storedWithoutWaitingForMore() throws Exception {
    try (LineServer server = LineServer.start()) {
      read(source(server.port()));
      LineClient client = server.awaitClient();
      client.lines("to be", "or not");
      assertThat(lines(2)).containsExactly("to be", "or not");
      client.raw("half".getBytes(UTF_8));
      client.lines(" a line");
      assertThat(lines(1)).containsExactly("half a line");
    }
  }

  @Test
  void run_eof_deliversTailAndReconnects() throws Exception {
    try (LineServer server = LineServer.start()) {
      read(source(server.port()));
      LineClient first = server.awaitClient();
      first.raw("a\nhalf".getBytes(UTF_8));
      first.drop();
      assertThat(lines(2)).containsExactly("a", "half");
      server.awaitClient().lines("b");
      assertThat(lines(1)).containsExactly("b");
    }
  }

  @Test
  void run_eofWithStop_endsAfterMark() throws Exception {
    try (LineServer server = LineServer.start()) {
      read(source(server.port()).onEof(OnEof.STOP));
      LineClient client = server.awaitClient();
      client.raw("a\r\nb".getBytes(UTF_8));
      client.drop();
      running.get(30, TimeUnit.SECONDS);
      assertThat(lines(2)).containsExactly("a", "b");
      assertThat(blocks.poll().isEnd()).isTrue();
      assertThat(blocks).isEmpty();
      assertThat(server.connects()).isEqualTo(1);
    }
  }

  @Test
  void run_reset_dropsTailAndReconnects() throws Exception {
    try (LineServer server = LineServer.start()) {
      read(source(server.port()).onEof(OnEof.STOP));
      LineClient first = server.awaitClient();
      first.raw("whole\nhalf".getBytes(UTF_8));
      assertThat(lines(1)).containsExactly("whole");
      first.reset();
      LineClient second = server.awaitClient();
      second.lines("again");
      second.drop();
      assertThat(lines(1)).containsExactly("again");
    }
  }

  @Test
  void run_serverComesLate_connects() throws Exception {
    int port = LineServer.freePort();
    read(source(port));
    try (LineServer server = LineServer.start(port)) {
      server.awaitClient().lines("late");
      assertThat(lines(1)).containsExactly("late");
    }
  }

  @Test
  void run_nobodyThere_givesUpAfterMaxWait() throws Exception {
    read(source(LineServer.freePort()).maxWait(Duration.ofMillis(300)));
    assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(SourceUnreachableException.class)
        .hasMessageMatching("localhost:\\d+ unreachable for [\\d.]+ s: connection refused");
  }

  @Test
  void run_unknownHost_saysSo() throws Exception {
    read(LineSources.tcp("no.such.host.invalid", 1).maxWait(Duration.ofMillis(100)));
    assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS))
        .hasMessageContaining("unknown host");
  }

  @Test
  void stop_whileWaitingOrReading_endsAtOnce() throws Exception {
    read(source(LineServer.freePort()));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (thread.getState() != Thread.State.TIMED_WAITING) { // before the next try
      assertThat(thread.isAlive()).isTrue();
      assertThat(System.nanoTime()).as("30 s without a pause").isLessThan(deadline);
      Thread.onSpinWait();
    }
    reader.stop();
    running.get(30, TimeUnit.SECONDS);

    try (LineServer server = LineServer.start()) {
      read(source(server.port()));
      LineClient client = server.awaitClient();
      client.lines("last");
      lines(1);
      reader.stop();
      running.get(30, TimeUnit.SECONDS);
      client.awaitClosed();
    }
  }

  @Test
  void run_storeBlocks_tcpHoldsTheSenderBack() throws Exception {
    try (LineServer server = LineServer.start()) {
      CountDownLatch open = new CountDownLatch(1);
      read(
          source(server.port()).onEof(OnEof.STOP),
          block -> {
            assertThat(open.await(60, TimeUnit.SECONDS)).isTrue();
            blocks.put(block);
          });
      AtomicLong sent = new AtomicLong();
      FutureTask<Void> sender =
          new FutureTask<>(() -> send(server.awaitClient(), sent, 64 << 20), null);
      Thread thread = new Thread(sender, "sender-under-test");
      thread.start();
      awaitBlockedInWrite(thread, sent);
      // The kernel's buffers, the framer's and one block are all that may be in between.
      assertThat(sent.get()).isBetween(1L, (64L << 20) - 1);
      open.countDown();
      sender.get(30, TimeUnit.SECONDS);
      running.get(30, TimeUnit.SECONDS);
      assertThat(blocks.stream().mapToLong(TextBlock::received).sum()).isEqualTo(sent.get());
      assertThat(blocks).allMatch(block -> block.bytes().length <= BLOCK_BYTES);
    }
  }

  /** Waits until the sender gets nowhere: or it sends everything, and there is no back-pressure. */
  private static void awaitBlockedInWrite(Thread sender, AtomicLong sent)
      throws InterruptedException {
    long before = -1;
    while (sender.isAlive() && before != sent.get()) {
      before = sent.get();
      sender.join(500);
    }
  }

  private static void send(LineClient client, AtomicLong sent, int bytes) {
    byte[] chunk = "0123456789abcde\n".repeat(4096).getBytes(UTF_8);
    while (sent.get() < bytes) {
      client.raw(chunk);
      sent.addAndGet(chunk.length);
    }
    client.drop();
  }

  @ParameterizedTest
  @CsvSource({
    "7000, 100, 90", // a batch has just begun
    "7089, 100, 1",
    "7090, 100, 100", // too late for this batch: until the next one is about to end
    "7099, 100, 91",
    "7000, 1000, 200", // long before the end
    "7900, 1000, 90",
    "7001, 2, -7" // shorter than the lead: at once
  })
  void dueMillis_isBeforeTheBatchEnds(long now, long interval, long due) {
    assertThat(TcpReader.dueMillis(now, interval)).isEqualTo(due);
  }
}
