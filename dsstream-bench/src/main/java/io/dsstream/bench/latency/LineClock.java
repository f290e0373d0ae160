package io.dsstream.bench.latency;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A server of a {@link Load}: sends its lines to the first client, each at its time. */
final class LineClock implements AutoCloseable {
  private final Load load;
  private final ServerSocket listener;
  private final CompletableFuture<Long> started = new CompletableFuture<>();
  private final CompletableFuture<Long> lag = new CompletableFuture<>();

  private LineClock(Load load, ServerSocket listener) {
    this.load = load;
    this.listener = listener;
  }

  /** A server that waits for its client. */
  static LineClock start(Load load) throws IOException {
    LineClock clock = new LineClock(load, new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(clock::run, "line-clock");
    thread.setDaemon(true);
    thread.start();
    return clock;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The intended time of the first line; waits for the client. */
  long startNanos() {
    return started.join();
  }

  /** How late the latest line was; waits until all are sent. */
  long maxLagNanos() {
    return lag.join();
  }

  /** The connection stays open: an end of stream is a fault to some, and none is measured here. */
  private void run() {
    try {
      Socket client = listener.accept();
      client.setTcpNoDelay(true);
      long start = System.nanoTime();
      started.complete(start);
      lag.complete(send(client.getOutputStream(), start));
    } catch (IOException e) {
      started.completeExceptionally(e);
      lag.completeExceptionally(e);
    }
  }

  private long send(OutputStream out, long start) throws IOException {
    long maxLag = 0;
    for (int line = 0; line < load.lines(); line++) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
      long intended = load.intendedNanos(start, line);
      long early;
      while ((early = intended - System.nanoTime()) > 0) {
        LockSupport.parkNanos(early);
      }
      out.write(bytes);
      maxLag = Math.max(maxLag, System.nanoTime() - intended);
    }
    return maxLag;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
