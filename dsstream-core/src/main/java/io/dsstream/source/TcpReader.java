package io.dsstream.source;

import io.dsstream.block.LineFramer;
import io.dsstream.block.TextBlock;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
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

  /** A block is stored when it holds so many bytes or its first byte is so old. */
  private static final int BLOCK_BYTES = 4 << 20;

  private static final long BLOCK_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int READ_TIMEOUT_MILLIS = 25;

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

  TcpReader(TcpSource source, CountDownLatch stopped, BlockStore store) {
    this.source = source;
    this.stopped = stopped;
    this.store = store;
    this.connector = new TcpConnector(source, stopped, new Backoff(new Random()));
  }

  /**
   * Reads until {@link #stop()} or, with {@link OnEof#STOP}, the server's end of stream.
   *
   * @throws SourceUnreachableException if there is no connection for longer than the source may
   *     wait
   */
  void run() throws SourceUnreachableException, InterruptedException {
    boolean ended = false;
    while (!ended) {
      Socket socket = connector.connect();
      if (socket == null) {
        return;
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
    LineFramer framer = new LineFramer(source.maxLineBytes());
    try (socket) {
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      boolean eof = read(socket.getInputStream(), framer);
      storeIfAny(framer.cut());
      if (eof) {
        storeIfAny(framer.finish());
        connector.lost("connection closed by the server");
      }
      warnOfDropped(framer, "this end stopped");
      return eof;
    } catch (IOException e) {
      storeIfAny(framer.cut());
      String reason = TcpConnector.reason(e);
      connector.lost(reason);
      warnOfDropped(framer, reason);
      return false;
    }
  }

  /** Reads until the end of the stream (true) or {@link #stop()} (false). */
  private boolean read(InputStream in, LineFramer framer) throws IOException, InterruptedException {
    long oldest = System.nanoTime();
    while (!isStopped()) {
      boolean wasEmpty = framer.pending() == 0;
      int n = readSome(in, framer);
      if (n < 0) {
        return true;
      }
      framer.received(n);
      if (wasEmpty) {
        oldest = System.nanoTime();
      }
      boolean old = System.nanoTime() - oldest >= BLOCK_AGE_NANOS;
      if (framer.pending() > 0 && (old || framer.space() == 0 || framer.pending() >= BLOCK_BYTES)) {
        storeIfAny(framer.cut());
        oldest = System.nanoTime();
      }
    }
    return false;
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

  private void warnOfDropped(LineFramer framer, String reason) {
    if (framer.pending() > 0) {
      LOG.warn(
          "dropped {} bytes of an unfinished line from {}: {}",
          framer.pending(),
          source.address(),
          reason);
    }
  }
}
