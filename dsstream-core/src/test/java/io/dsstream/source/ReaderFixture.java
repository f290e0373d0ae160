package io.dsstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.testkit.LineServer;
import io.dsstream.tokenizer.Tokenizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** A reader on real sockets, and the blocks that it stores. */
abstract class ReaderFixture {
  final BlockingQueue<TextBlock> blocks = new LinkedBlockingQueue<>();
  TcpReader reader;
  FutureTask<Void> running;
  Thread thread;

  /** Of the reader, and of whatever threads it should start. */
  final ThreadGroup threads = new ThreadGroup("of the reader");

  void read(TcpSource source) {
    read(source, new Backoff(new Random(1)));
  }

  void read(TcpSource source, Backoff backoff) {
    read(source, backoff, blocks::put);
  }

  void read(TcpSource source, Backoff backoff, TcpReader.BlockStore store) {
    reader = new TcpReader(source, 1 << 20, 1_000, new CountDownLatch(1), backoff, store);
    running =
        new FutureTask<>(
            () -> {
              reader.run();
              return null;
            });
    thread = new Thread(threads, running, "reader-under-test");
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (reader != null) { // else nothing ran, for the machine lacks something
      reader.stop();
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  static TcpSource source(LineServer server) {
    return LineSources.tcp("localhost", server.port());
  }

  /** Lines and faults, waiting until there are so many of both. */
  List<String> received(int lines, Faults faults) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    Faults sum = Faults.NONE;
    while (texts.size() < lines || !sum.equals(faults)) {
      TextBlock block = blocks.poll(30, TimeUnit.SECONDS);
      assertThat(block).as("a block after %s and %s", texts, sum).isNotNull();
      new String(block.bytes(), 0, block.length(), UTF_8).lines().forEach(texts::add);
      sum = sum.plus(block.faults());
    }
    return texts;
  }

  static void awaitTrue(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("30 s without %s", what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  TextBlock next() throws InterruptedException {
    TextBlock block = blocks.poll(30, TimeUnit.SECONDS);
    assertThat(block).as("a block").isNotNull();
    return block;
  }

  static long words(TextBlock block) {
    AtomicLong words = new AtomicLong();
    Tokenizers.whitespace()
        .tokenizeLines(block.bytes(), 0, block.length(), (b, from, to) -> words.incrementAndGet());
    return words.get();
  }

  static Faults faults(int partialLines, int reconnects) {
    return new Faults(0, 0, 0, partialLines, reconnects, 0, 0, 0);
  }
}
