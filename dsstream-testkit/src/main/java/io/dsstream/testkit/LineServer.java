package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP server on loopback that sends what a test tells it to, to as many clients as come.
 *
 * <pre>{@code
 * try (LineServer server = LineServer.start()) {
 *   startJobAgainst("localhost", server.port());
 *   LineServer.Client client = server.awaitClient();
 *   client.lines("to be", "or not");
 *   client.drop();               // end of stream for this client
 *   server.awaitClient();        // it has come back
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. "Sent" means handed to the kernel, not seen by the
 * client.
 */
public final class LineServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Thread acceptor;
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private int awaited;

  private LineServer(ServerSocket listener) {
    this.listener = listener;
    acceptor = new Thread(this::accept, "line-server-" + listener.getLocalPort());
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** A server that listens on a free port. */
  public static LineServer start() {
    return start(0);
  }

  /**
   * A server that listens on the given port, as one that comes back where it was.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public static LineServer start(int port) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new LineServer(listener);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** A port on which nothing listens, for servers that come late. */
  public static int freePort() {
    try (LineServer server = start()) {
      return server.port();
    }
  }

  /** The port that clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * The next client that no call has returned yet, waiting for it if need be.
   *
   * @throws AssertionError if none comes within 30 s
   */
  public Client awaitClient() {
    int index;
    synchronized (this) {
      index = awaited++;
    }
    Await.until(() -> clients.size() > index, () -> "client " + (index + 1) + " of " + this);
    return clients.get(index);
  }

  /** How many clients have come so far. */
  public int connects() {
    return clients.size();
  }

  /**
   * Sends lines, each ended by {@code \n}, to every client that is connected.
   *
   * @throws java.io.UncheckedIOException if a client has gone; those that came after it get nothing
   */
  public void send(String... lines) {
    clients.stream().filter(Client::isOpen).forEach(client -> client.lines(lines));
  }

  /** Closes every connection in order; the server goes on listening. */
  public void drop() {
    clients.forEach(Client::drop);
  }

  /** Stops listening and closes every connection; from its return on, nobody can connect. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The kernel keeps a closed listener alive for as long as a thread is inside accept().
    Await.until(() -> !acceptor.isAlive(), () -> "the acceptor of " + this + " to end");
    drop();
  }

  @Override
  public String toString() {
    return "LineServer[port " + port() + ", " + connects() + " connects]";
  }

  /** Ends when {@link #close()} closes the listener. */
  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        clients.add(new Client(socket));
        if (listener.isClosed()) {
          drop();
        }
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** One connection, as the server sees it. */
  public static final class Client {
    private final Socket socket;

    private Client(Socket socket) {
      this.socket = socket;
    }

    /** Sends lines as UTF-8, each ended by {@code \n}. */
    public void lines(String... lines) {
      StringBuilder text = new StringBuilder();
      for (String line : lines) {
        text.append(line).append('\n');
      }
      raw(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends bytes as they are.
     *
     * @throws UncheckedIOException if the client is gone
     */
    public void raw(byte... bytes) {
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Closes the connection in order: the client reads what was sent, then the end. */
    public void drop() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Breaks the connection (RST): what the client has not read may be lost. */
    public void reset() {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      drop();
    }

    /** Whether this side has not closed the connection. */
    public boolean isOpen() {
      return !socket.isClosed();
    }

    /**
     * Waits until the client has closed its side.
     *
     * @throws AssertionError if it sends something or does not close within 30 s
     */
    public void awaitClosed() {
      try {
        socket.setSoTimeout((int) Await.LIMIT.toMillis());
        if (socket.getInputStream().read() >= 0) {
          throw new AssertionError("the client of a line server must not send");
        }
      } catch (IOException e) {
        throw new AssertionError("waited in vain for the client to close", e);
      }
    }
  }
}
