package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * A loopback port that is one server's for life: open, closed or blocked, as the server wants.
 *
 * <p>For one thread at a time; who connects, and what fails, is told on a thread of the port's own.
 */
final class ListeningPort implements AutoCloseable {
  /** 0 asks for Java's default. */
  private static final int USUAL_BACKLOG = 0;

  private final Socket holder;
  private final int number;
  private final Consumer<Socket> onConnect;
  private final Consumer<Exception> onFailure;
  private volatile ServerSocket listener;
  private Thread acceptor;
  private volatile FullBacklog blocked;

  /**
   * Takes the port, and does not listen yet.
   *
   * @param number 0 for any that is free
   */
  ListeningPort(int number, Consumer<Socket> onConnect, Consumer<Exception> onFailure)
      throws IOException {
    this.holder = hold(number);
    this.number = holder.getLocalPort();
    this.onConnect = onConnect;
    this.onFailure = onFailure;
  }

  /**
   * A socket that is bound and does not listen: while nobody else does, it keeps the port, and who
   * connects is refused. The system lets a listener in beside it only if it was there first.
   */
  private static Socket hold(int number) throws IOException {
    Socket holder = new Socket();
    try {
      holder.setReuseAddress(true);
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return holder;
    } catch (IOException e) {
      holder.close();
      throw e;
    }
  }

  int number() {
    return number;
  }

  /** Accepts who connects. Does nothing if it does so already. */
  void open() throws IOException {
    if (listener != null) {
      return;
    }
    shut();
    ServerSocket opened = bind(USUAL_BACKLOG);
    listener = opened;
    acceptor = new Thread(() -> accept(opened), "line-server-" + number);
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** Lets who connects wait for an answer. Does nothing if it does so already. */
  void block() throws IOException {
    if (blocked == null) {
      shut();
      blocked = new FullBacklog(bind(FullBacklog.SIZE));
    }
  }

  /** From its return on, who connects is refused. Does nothing if it does so already. */
  void shut() throws IOException {
    if (blocked != null) {
      blocked.close();
      blocked = null;
    }
    if (listener != null) {
      listener.close();
      // The kernel keeps a closed listener alive for as long as a thread is inside accept().
      Await.until(() -> !acceptor.isAlive(), () -> "the acceptor of " + this + " to end");
      listener = null;
    }
  }

  private ServerSocket bind(int backlog) throws IOException {
    ServerSocket opened = new ServerSocket();
    try {
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), backlog);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /** Ends when the listener is closed. */
  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        handOver(from, from.accept());
      } catch (IOException | UncheckedIOException e) {
        if (!from.isClosed()) {
          onFailure.accept(e);
        }
      }
    }
  }

  private void handOver(ServerSocket from, Socket socket) throws IOException {
    if (from.isClosed()) {
      socket.close();
    } else {
      onConnect.accept(socket);
    }
  }

  boolean isClosed() {
    return holder.isClosed();
  }

  /** Refuses who connects, and gives the port back. */
  @Override
  public void close() throws IOException {
    shut();
    holder.close();
  }

  @Override
  public String toString() {
    String state = listener != null ? "listening" : blocked != null ? "blocked" : "refusing";
    return "port " + number + ", " + state;
  }
}
