package io.dsstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.LinePipeline;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sinks;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Spans;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.tokenizer.Tokenizers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.receiver.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receiver that could store without end, held by a bound of three blocks. */
@Timeout(120)
class BacklogTest {
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 40;
  private static final AtomicInteger STORED = new AtomicInteger();
  private static final Semaphore STORES = new Semaphore(0);

  @Test
  void admit_boundReached_waitsForBatches() {
    flood();
  }

  /** A context that is stopped leaves in the block manager what no batch has counted. */
  @Test
  void admit_blocksOfAnEndedContext_doNotCount() throws InterruptedException {
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      harness.context().receiverStream(new Flood()).foreachRDD(rdd -> {});
      STORES.drainPermits();
      harness.context().start();
      // No batch takes them.
      assertThat(STORES.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
    }
    flood();
  }

  private static void flood() {
    STORED.set(0);
    List<BatchResult> results = new CopyOnWriteArrayList<>();
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      new LinePipeline(
              context -> context.receiverStream(new Flood()),
              Tokenizers.space(),
              Reducers.sum(),
              Spans.eachBatch(),
              Sinks.forEach(1, results::add))
          .attach(harness.context());
      harness.batchUntil(
          () -> {
            long counted = results.stream().mapToLong(r -> r.tally().lines()).sum();
            // What is not counted is part of what is held, and that is bounded.
            assertThat(STORED.get() - counted).isLessThanOrEqualTo(3);
            return counted == BLOCKS;
          });
      assertThat(results.stream().mapToLong(r -> r.tally().pausedMillis()).sum()).isPositive();
    }
  }

  @Test
  void bound_smallHeap_isLessThanSparkKeeps() {
    // What Spark keeps at -Xmx512m: (512 MiB - 300 MiB) * 0.6. A block of 4 MiB fits twice.
    assertThat(Backlog.bound(512L << 20, 133_378_867)).isBetween(100L << 20, 119L << 20);
  }

  @Test
  void blockBytes_boundOfManyConnections_fitsTwice() {
    assertThat(Backlog.blockBytes(1L << 40)).isEqualTo(4 << 20);
    assertThat(Backlog.blockBytes(8 << 20)).isEqualTo(4 << 20);
    assertThat(Backlog.blockBytes((8 << 20) - 1)).isEqualTo(2 << 20);
    assertThat(Backlog.blockBytes(1_700_000)).isEqualTo(512 << 10);
    assertThat(Backlog.blockBytes(1)).isEqualTo(64 << 10);
    assertThat(Backlog.lineBytes(100 << 20, 16 << 20)).isEqualTo(16 << 20);
    assertThat(Backlog.lineBytes(1_700_000, 16 << 20)).isEqualTo(850_000);
    assertThat(Backlog.lineBytes(1_700_000, 500)).isEqualTo(500);
    assertThat(Backlog.lineBytes(1, 16 << 20)).isEqualTo(64 << 10);
  }

  @Test
  void bound_largeHeap_isAQuarter() {
    assertThat(Backlog.bound(2L << 30, 1L << 30)).isEqualTo(512L << 20);
  }

  private static final class Flood extends Receiver<TextBlock> {
    private static final long serialVersionUID = 1L;

    private transient CountDownLatch stopped;

    Flood() {
      super(StorageLevel.MEMORY_AND_DISK());
    }

    @Override
    public void onStart() {
      stopped = new CountDownLatch(1);
      Thread thread = new Thread(this::flood, "flood");
      thread.setDaemon(true);
      thread.start();
    }

    private void flood() {
      Backlog backlog = new Backlog(streamId(), 3L * BLOCK + BLOCK / 2);
      byte[] line = new byte[BLOCK];
      IntStream.range(0, BLOCK).forEach(i -> line[i] = 'x');
      line[BLOCK - 1] = '\n';
      try {
        for (int i = 0; i < BLOCKS && stopped.getCount() > 0; i++) {
          long paused = backlog.admit(BLOCK, stopped);
          TextBlock block = TextBlock.ofBytes(line.clone(), BLOCK).afterPause(paused);
          store(List.of(block).iterator());
          STORED.incrementAndGet();
          STORES.release();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onStop() {
      stopped.countDown();
    }
  }
}
