package io.dsstream.bench.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Sends blocks of bytes in turn to the first client, as fast as it takes them. */
final class Sender implements Feed {
  private final ServerSocket listener;
  private final FutureTask<Long> sending;

  private Sender(ServerSocket listener, Callable<Long> send) {
    this.listener = listener;
    this.sending = new FutureTask<>(send);
    Thread thread = new Thread(sending, "sender");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A sender of {@code count} blocks that waits for its client. The connection then stays open: an
   * end of stream is a fault to some, and none is measured here.
   */
  static Sender start(List<ByteBuffer> blocks, int count) throws IOException {
    ServerSocket listener = listener();
    return new Sender(listener, () -> send(listener.accept(), blocks, count));
  }

  /** The same, but it ends the stream after the last block. */
  static Sender startEnding(List<ByteBuffer> blocks, int count) throws IOException {
    ServerSocket listener = listener();
    return new Sender(
        listener,
        () -> {
          Socket client = listener.accept();
          long started = send(client, blocks, count);
          client.shutdownOutput();
          return started;
        });
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public long startedNanos() throws Exception {
    return sending.get();
  }

  private static long send(Socket client, List<ByteBuffer> blocks, int count) throws IOException {
    long started = System.nanoTime();
    OutputStream out = client.getOutputStream();
    for (int i = 0; i < count; i++) {
      ByteBuffer block = blocks.get(i % blocks.size());
      out.write(block.array(), 0, block.limit());
    }
    return started;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
