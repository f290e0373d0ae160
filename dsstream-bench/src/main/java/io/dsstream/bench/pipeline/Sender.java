package io.dsstream.bench.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/**
 * Sends blocks of bytes to its clients, as fast as they take them: dealt out in turn, from when all
 * clients are there. It shares the cores with them, so it hands the system memory that needs no
 * further copy.
 */
final class Sender implements Feed {
  private final List<ByteBuffer> blocks;
  private final int count;
  private final int connections;
  private final boolean ends;
  private final ServerSocketChannel listener;
  private final FutureTask<Long> sending = new FutureTask<>(this::send);
  private final List<SocketChannel> clients = new CopyOnWriteArrayList<>();

  private Sender(List<ByteBuffer> blocks, int count, int connections, boolean ends)
      throws IOException {
    this.blocks = blocks.stream().map(Sender::direct).toList();
    this.count = count;
    this.connections = connections;
    this.ends = ends;
    this.listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), connections);
    start(sending);
  }

  /**
   * A sender of {@code count} blocks that waits for its client. The connection then stays open: an
   * end of stream is a fault to some, and none is measured here.
   */
  static Sender start(List<ByteBuffer> blocks, int count) throws IOException {
    return start(blocks, count, 1);
  }

  /** The same for so many clients. */
  static Sender start(List<ByteBuffer> blocks, int count, int connections) throws IOException {
    return new Sender(blocks, count, connections, false);
  }

  /** The same for one client, but it ends the stream after the last block. */
  static Sender startEnding(List<ByteBuffer> blocks, int count) throws IOException {
    return new Sender(blocks, count, 1, true);
  }

  private static void start(FutureTask<?> task) {
    Thread thread = new Thread(task, "sender");
    thread.setDaemon(true);
    thread.start();
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

  /** Sends all, a thread for each client; returns when the first byte went. */
  private long send() throws Exception {
    while (clients.size() < connections) {
      clients.add(listener.accept());
    }
    long started = System.nanoTime();
    List<FutureTask<Void>> shares = IntStream.range(0, connections).mapToObj(this::share).toList();
    shares.forEach(Sender::start);
    for (FutureTask<Void> share : shares) {
      share.get();
    }
    return started;
  }

  private FutureTask<Void> share(int client) {
    return new FutureTask<>(
        () -> {
          send(clients.get(client), client);
          return null;
        });
  }

  private void send(SocketChannel client, int first) throws IOException {
    for (int i = first; i < count; i += connections) {
      ByteBuffer block = blocks.get(i % blocks.size()).duplicate();
      while (block.hasRemaining()) {
        client.write(block);
      }
    }
    if (ends) {
      client.shutdownOutput();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (SocketChannel client : clients) {
      client.close();
    }
  }
}
