package io.dsstream.source;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.dsstream.block.TextBlock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.receiver.Receiver;

/**
 * Runs a {@link TcpReader} in a Spark task. Each block is stored by the blocking {@code store} of
 * several records, which skips Spark's per-record block generator; the {@link Backlog} bounds what
 * is stored.
 */
@DefaultSerializer(JavaSerializer.class) // Kryo, which Spark may be told to use, fails on records
final class TcpReceiver extends Receiver<TextBlock> {
  private static final long serialVersionUID = 1L;
  private static final long STOP_MILLIS = 1_000;

  private final TcpSource source;
  private final long intervalMillis;
  private transient Backlog backlog;
  private transient TcpReader reader;
  private transient Thread thread;

  TcpReceiver(TcpSource source, long intervalMillis) {
    // Blocks stay objects in memory, without a copy. The backlog leaves room for them; should other
    // streams of the context take it, they go to disk rather than be lost.
    super(StorageLevel.MEMORY_AND_DISK());
    this.source = source;
    this.intervalMillis = intervalMillis;
  }

  @Override
  public void onStart() {
    CountDownLatch stopped = new CountDownLatch(1);
    long maxBytes = Backlog.bound() / source.connections();
    if (backlog == null) { // else Spark starts it again, and blocks from before still wait
      backlog = new Backlog(streamId(), maxBytes);
    }
    reader =
        new TcpReader(
            source.maxLineBytes(Backlog.lineBytes(maxBytes, source.maxLineBytes())),
            Backlog.blockBytes(maxBytes),
            intervalMillis,
            stopped,
            new Backoff(new Random()),
            block -> {
              long paused = backlog.admit(block.bytes().length, stopped);
              store(List.of(paused > 0 ? block.afterPause(paused) : block).iterator());
            });
    thread = new Thread(this::read, "dsstream-tcp-" + source.address());
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    TcpReader running = reader;
    try {
      running.run();
    } catch (SourceUnreachableException e) {
      reportError(e.getMessage(), e);
    } catch (Throwable t) { // an Error too must not leave a receiver that looks alive and is not
      if (!running.isStopped()) {
        restart("reading " + source.address() + " failed: " + t, t);
      }
    }
  }

  /** Stores what whole lines have arrived and lets go of the socket, within a second. */
  @Override
  public void onStop() {
    reader.stop();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
