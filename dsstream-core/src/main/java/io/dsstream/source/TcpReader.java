package io.dsstream.source;

import io.dsstream.block.LineFramer;
import io.dsstream.block.TextBlock;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects, reads, cuts blocks and stores them, again and again until it is stopped, the source
 * ends or it has waited for too long. Knows sockets, not Spark.
 */
final class TcpReader {
  private static final Logger LOG = LoggerFactory.getLogger(TcpReader.class);

  /**
   * A block is due at the latest so long after its first byte, whatever other machines' clocks say.
   */
  private static final long MAX_AGE_MILLIS = 200;

  /** Before a batch ends, so that the block is known to the driver when it does. */
  private static final long LEAD_MILLIS = 10;

  /** How long a read may last, so that {@link #stop()} is seen. */
  private static final long READ_MILLIS = 25;

  /** A connection that lasts so long was worth having: the next loss starts the back-off anew. */
  private static final Duration LASTING = Duration.ofSeconds(1);

  /** Takes a block for good; returns when it is safe to read on. */
  @FunctionalInterface
  interface BlockStore {
    void store(TextBlock block) throws InterruptedException;
  }

  private final TcpSource source;
  private final CountDownLatch stopped;
  private final BlockStore store;
  private final TcpConnector connector;
  private final long intervalMillis;
  private final int blockBytes;

  /**
   * @param blockBytes a block is stored when it holds so many, or when it is due
   * @param intervalMillis how long a batch is; batches end where the system's time is a multiple
   * @param stopped ends {@link #run()}
   * @param backoff how long to wait before each try
   */
  TcpReader(
      TcpSource source,
      int blockBytes,
      long intervalMillis,
      CountDownLatch stopped,
      Backoff backoff,
      BlockStore store) {
    this.source = source;
    this.blockBytes = blockBytes;
    this.intervalMillis = intervalMillis;
    this.stopped = stopped;
    this.store = store;
    this.connector = new TcpConnector(source, stopped, backoff);
  }

  /**
   * Reads until {@link #stop()} or, with {@link OnEof#STOP}, the server's end of stream.
   *
   * @throws SourceUnreachableException if there is no connection for longer than the source may
   *     wait
   */
  void run() throws SourceUnreachableException, InterruptedException {
    boolean ended = false;
    for (int connects = 1; !ended; connects++) {
      Socket socket = connector.connect();
      if (socket == null) {
        return;
      }
      if (connects > 1) {
        store.store(TextBlock.reconnected());
      }
      long connected = System.nanoTime();
      boolean eof = read(socket);
      if (isStopped()) {
        return;
      }
      ended = eof && source.onEof() == OnEof.STOP;
      if (System.nanoTime() - connected >= LASTING.toNanos()) {
        connector.lasted();
      }
    }
    LOG.info("{} ended the stream", source.address());
    store.store(TextBlock.end());
  }

  /** Ends {@link #run()} from another thread, within a read's or a store's time. */
  void stop() {
    stopped.countDown();
    connector.abort();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Reads one connection to its end; whether the server ended it in order. */
  private boolean read(Socket socket) throws InterruptedException {
    LineFramer framer = new LineFramer(source.maxLineBytes(), blockBytes);
    try (socket) {
      boolean eof = read(socket, framer);
      storeIfAny(framer.cut());
      if (eof) {
        if (source.partialLine() == PartialLine.COUNT) {
          storeIfAny(framer.finish());
        }
        connector.lost("connection closed by the server");
      }
      drop(framer, eof ? "connection closed by the server" : "this end stopped");
      return eof;
    } catch (IOException e) {
      storeIfAny(framer.cut());
      String reason = TcpConnector.reason(e);
      connector.lost(reason);
      drop(framer, reason);
      return false;
    }
  }

  /** Reads until the end of the stream (true) or {@link #stop()} (false). */
  private boolean read(Socket socket, LineFramer framer) throws IOException, InterruptedException {
    InputStream in = socket.getInputStream();
    long due = dueNanos();
    long lastData = System.nanoTime();
    while (!isStopped()) {
      boolean wasEmpty = framer.pending() == 0;
      socket.setSoTimeout(wasEmpty ? (int) READ_MILLIS : timeoutMillis(due));
      int n = readSome(in, framer);
      if (n < 0) {
        return true;
      }
      framer.received(n);
      if (n > 0) {
        lastData = System.nanoTime();
      } else {
        requireNotIdle(lastData);
      }
      if (wasEmpty) {
        due = dueNanos();
      }
      boolean isDue = System.nanoTime() - due >= 0;
      if (framer.pending() > 0
          && (isDue || framer.space() == 0 || framer.pending() >= blockBytes)) {
        long held = System.nanoTime();
        storeIfAny(framer.cut());
        lastData += System.nanoTime() - held; // no silence of the peer's
        due = dueNanos();
      }
    }
    return false;
  }

  private void requireNotIdle(long lastData) throws IOException {
    Duration idle = Duration.ofNanos(System.nanoTime() - lastData);
    if (idle.compareTo(source.idleTimeout()) > 0) {
      throw new IOException("no data for " + idle.toMillis() + " ms");
    }
  }

  private long dueNanos() {
    long wait = dueMillis(System.currentTimeMillis(), intervalMillis);
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
  }

  /**
   * How long a block that begins now may wait for more: until a batch is about to end, for no batch
   * has it earlier. Few blocks make few tasks.
   */
  static long dueMillis(long nowMillis, long intervalMillis) {
    long wait = intervalMillis - nowMillis % intervalMillis - LEAD_MILLIS;
    return Math.min(wait > 0 ? wait : wait + intervalMillis, MAX_AGE_MILLIS);
  }

  private static int timeoutMillis(long due) {
    long wait = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()) + 1;
    return (int) Math.max(1, Math.min(wait, READ_MILLIS));
  }

  private static int readSome(InputStream in, LineFramer framer) throws IOException {
    try {
      return in.read(framer.buffer(), framer.position(), framer.space());
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  private void storeIfAny(TextBlock block) throws InterruptedException {
    if (block != null) {
      store.store(block);
      LOG.debug("stored {}", block);
    }
  }

  /** Lets go of a line whose end will not come. */
  private void drop(LineFramer framer, String reason) throws InterruptedException {
    if (framer.pending() > 0) {
      connector.sayDropped(framer.pending(), reason);
    }
    storeIfAny(framer.drop());
  }
}
