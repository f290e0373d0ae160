package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A TCP server on loopback that sends what a test tells it to, to as many clients as come, and goes
 * away and comes back on the same port.
 *
 * <pre>{@code
 * try (LineServer server = LineServer.start()) {
 *   server.onConnect(2, client -> client.lines("welcome back"));
 *   startJobAgainst("localhost", server.port());
 *   LineClient client = server.awaitClient();
 *   client.lines("to be", "or not");
 *   server.refuse();             // nobody can connect
 *   client.drop();               // end of stream for this client
 *   server.listen();
 *   server.awaitClient();        // it has come back
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. "Sent" means handed to the kernel, not seen by the
 * client.
 */
public final class LineServer implements AutoCloseable {
  private final Socket holder;
  private final int port;
  private final List<LineClient> clients = new CopyOnWriteArrayList<>();
  private final List<Long> connectNanos = new CopyOnWriteArrayList<>();
  private final Map<Integer, Consumer<LineClient>> scripts = new ConcurrentHashMap<>();
  private final List<Thread> runs = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Consumer<LineClient> everyScript = client -> {};
  private ServerSocket listener;
  private Thread acceptor;
  private int awaited;

  private LineServer(int port) throws IOException {
    holder = hold(port);
    this.port = holder.getLocalPort();
    try {
      open();
    } catch (IOException e) {
      holder.close();
      throw e;
    }
  }

  /** A server that listens on a free port. */
  public static LineServer start() {
    return start(0);
  }

  /**
   * A server that listens on the given port.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public static LineServer start(int port) {
    try {
      return new LineServer(port);
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

  /**
   * A socket that is bound and does not listen: while nobody else does, it keeps the port, and who
   * connects is refused. The system lets a listener in beside it only if it was there first.
   */
  private static Socket hold(int port) throws IOException {
    Socket holder = new Socket();
    try {
      holder.setReuseAddress(true);
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return holder;
    } catch (IOException e) {
      holder.close();
      throw e;
    }
  }

  /** The port that clients connect to; the same for the server's life. */
  public int port() {
    return port;
  }

  private void open() throws IOException {
    ServerSocket opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listener = opened;
    acceptor = new Thread(() -> accept(opened), "line-server-" + port);
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /**
   * Stops listening: from its return on, who connects is refused. Connections stay, and so does the
   * port. Does nothing if the server does not listen.
   */
  public synchronized void refuse() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The kernel keeps a closed listener alive for as long as a thread is inside accept().
    Await.until(() -> !acceptor.isAlive(), () -> "the acceptor of " + this + " to end");
  }

  /** Listens again after {@link #refuse()}. Does nothing if the server listens. */
  public synchronized void listen() {
    if (listener.isClosed()) {
      try {
        open();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * What to do with the {@code n}th client that comes, counted from 1, on a thread of its own; the
   * test may use the client meanwhile.
   *
   * <p>A script may fail because its client has gone. What else it throws, {@link #close()} does.
   */
  public void onConnect(int n, Consumer<LineClient> script) {
    scripts.put(n, script);
  }

  /** What to do with each client that comes from now on and has no script by its number. */
  public void onEveryConnect(Consumer<LineClient> script) {
    everyScript = script;
  }

  /**
   * The next client that no call has returned yet, waiting for it if need be.
   *
   * @throws AssertionError if none comes within 30 s
   */
  public LineClient awaitClient() {
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

  /** The time from each client's coming to the next one's: what a client's back-off really is. */
  public List<Duration> connectGaps() {
    List<Long> nanos = List.copyOf(connectNanos);
    return IntStream.range(1, nanos.size())
        .mapToObj(i -> Duration.ofNanos(nanos.get(i) - nanos.get(i - 1)))
        .toList();
  }

  /**
   * Sends lines, each ended by {@code \n}, to every client that is connected.
   *
   * @throws UncheckedIOException if a client has gone; those that came after it get nothing
   */
  public void send(String... lines) {
    clients.stream().filter(LineClient::isOpen).forEach(client -> client.lines(lines));
  }

  /** Closes every connection in order; the server goes on as it was. */
  public void drop() {
    clients.forEach(LineClient::drop);
  }

  /**
   * Stops listening and closes every connection; from its return on, nobody can connect, and no
   * script runs.
   *
   * @throws AssertionError if a script has failed, or does not end within 30 s
   */
  @Override
  public void close() {
    refuse();
    drop();
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until(
        () -> runs.stream().noneMatch(Thread::isAlive), () -> "the scripts of " + this + " to end");
    if (!failures.isEmpty()) {
      throw new AssertionError("a script of " + this + " failed", failures.get(0));
    }
  }

  @Override
  public String toString() {
    return "LineServer[port " + port() + ", " + connects() + " connects]";
  }

  /** Ends when the listener is closed. */
  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        if (from.isClosed()) {
          socket.close();
        } else {
          serve(new LineClient(socket));
        }
      } catch (IOException e) {
        if (!from.isClosed()) {
          failures.add(e);
        }
      }
    }
  }

  private void serve(LineClient client) {
    connectNanos.add(System.nanoTime());
    clients.add(client);
    int number = clients.size();
    Consumer<LineClient> script = scripts.getOrDefault(number, everyScript);
    Thread thread = new Thread(() -> run(script, client), "line-server-" + port + "-" + number);
    thread.setDaemon(true);
    thread.start();
    runs.add(thread);
  }

  private void run(Consumer<LineClient> script, LineClient client) {
    try {
      script.accept(client);
    } catch (UncheckedIOException e) {
      // The client has gone, or the test has ended the connection: what scripts wait for.
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }
}
