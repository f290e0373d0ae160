package io.dsstream.bench.pipeline;

import io.dsstream.block.TextBlock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Sends blocks of a text in turn to the first client, as fast as it takes them. */
final class Sender implements AutoCloseable {
  private final ServerSocket listener;
  private final FutureTask<Long> sending;

  private Sender(ServerSocket listener, Callable<Long> send) {
    this.listener = listener;
    this.sending = new FutureTask<>(send);
    Thread thread = new Thread(sending, "sender");
    thread.setDaemon(true);
    thread.start();
  }

  /** A sender of {@code count} blocks that waits for its client. */
  static Sender start(List<TextBlock> blocks, int count) throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    return new Sender(listener, () -> send(listener, blocks, count));
  }

  int port() {
    return listener.getLocalPort();
  }

  /** When the first byte went, as {@link System#nanoTime}; waits until the last one has. */
  long startedNanos() throws Exception {
    return sending.get();
  }

  /** The connection stays open: an end of stream is a fault to some, and none is measured here. */
  private static long send(ServerSocket listener, List<TextBlock> blocks, int count)
      throws IOException {
    Socket client = listener.accept();
    long started = System.nanoTime();
    OutputStream out = client.getOutputStream();
    for (int i = 0; i < count; i++) {
      TextBlock block = blocks.get(i % blocks.size());
      out.write(block.bytes(), 0, block.length());
    }
    return started;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
