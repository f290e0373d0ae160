package io.dsstream.bench.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * Sends blocks of bytes in turn to the first client, as fast as it takes them. It shares the cores
 * with the client, so it hands the system memory that needs no further copy.
 */
final class Sender implements Feed {
  private final List<ByteBuffer> blocks;
  private final int count;
  private final boolean ends;
  private final ServerSocketChannel listener;
  private final FutureTask<Long> sending = new FutureTask<>(this::send);
  private volatile SocketChannel client;

  private Sender(List<ByteBuffer> blocks, int count, boolean ends) throws IOException {
    this.blocks = blocks.stream().map(Sender::direct).toList();
    this.count = count;
    this.ends = ends;
    this.listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    Thread thread = new Thread(sending, "sender");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A sender of {@code count} blocks that waits for its client. The connection then stays open: an
   * end of stream is a fault to some, and none is measured here.
   */
  static Sender start(List<ByteBuffer> blocks, int count) throws IOException {
    return new Sender(blocks, count, false);
  }

  /** The same, but it ends the stream after the last block. */
  static Sender startEnding(List<ByteBuffer> blocks, int count) throws IOException {
    return new Sender(blocks, count, true);
  }

  private static ByteBuffer direct(ByteBuffer block) {
    return ByteBuffer.allocateDirect(block.remaining()).put(block.duplicate()).flip();
  }

  @Override
  public int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public long startedNanos() throws Exception {
    return sending.get();
  }

  private long send() throws IOException {
    client = listener.accept();
    long started = System.nanoTime();
    for (int i = 0; i < count; i++) {
      ByteBuffer block = blocks.get(i % blocks.size()).duplicate();
      while (block.hasRemaining()) {
        client.write(block);
      }
    }
    if (ends) {
      client.shutdownOutput();
    }
    return started;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    if (client != null) {
      client.close();
    }
  }
}
