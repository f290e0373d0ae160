package io.dsstream.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
 *   stopJob();
 *   server.assertNoLeakedClients();
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. "Sent" means handed to the kernel, not seen by the
 * client.
 */
public final class LineServer implements AutoCloseable {
  private static final Duration LEAK_LIMIT = Await.LIMIT.dividedBy(3);

  private final ListeningPort port;
  private final Arrivals arrivals = new Arrivals();
  private final Scripts scripts = new Scripts();
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicLong turn = new AtomicLong();
  private volatile int maxClients = Integer.MAX_VALUE;

  private LineServer(int number) throws IOException {
    port = new ListeningPort(number, this::arrive, scripts::failed);
    try {
      port.open();
    } catch (IOException e) {
      port.close();
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
      throw cannotListen(port, e);
    }
  }

  private static UncheckedIOException cannotListen(int port, IOException e) {
    return new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
  }

  /** A port on which nothing listens, for servers that come late. */
  public static int freePort() {
    try (LineServer server = start()) {
      return server.port();
    }
  }

  /** The port that clients connect to; the same for the server's life. */
  public int port() {
    return port.number();
  }

  /**
   * Stops listening: from its return on, who connects is refused. Connections stay, and so does the
   * port. Does nothing if the server does not listen.
   */
  public synchronized void refuse() {
    try {
      port.shut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Leaves who connects without an answer until {@link #listen()} or {@link #refuse()}, as a host
   * does that is overloaded: the connect hangs until its own time-out. Who hangs when the server
   * listens again connects at the system's next try, some seconds later. Works on Linux.
   *
   * @throws UncheckedIOException if the system answers all the same
   */
  public synchronized void acceptNever() {
    try {
      port.block();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Listens again after {@link #refuse()} or {@link #acceptNever()}. Does nothing if the server
   * listens.
   */
  public synchronized void listen() {
    try {
      port.open();
    } catch (IOException e) {
      throw cannotListen(port(), e);
    }
  }

  /**
   * Resets (RST) the next {@code n} clients as soon as they have connected. They run no script, and
   * {@link #awaitClient()} does not return them. Replaces what another call has left; 0 ends it.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public void acceptThenReset(int n) {
    resets.set(notNegative(n));
  }

  /**
   * Closes who connects while {@code n} clients are open: they read the end at once, run no script,
   * and {@link #awaitClient()} does not return them. Clients that are open stay.
   *
   * @param n {@link Integer#MAX_VALUE}, for as many as come, at first
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public void maxClients(int n) {
    maxClients = notNegative(n);
  }

  private static int notNegative(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("n must be >= 0: " + n);
    }
    return n;
  }

  /**
   * What to do with the {@code n}th client that comes, counted from 1 with those that are turned
   * away, on a thread of its own; the test may use the client meanwhile.
   *
   * <p>A script may fail because its client has gone. What else it throws, {@link #close()} does.
   */
  public void onConnect(int n, Consumer<LineClient> script) {
    scripts.put(n, script);
  }

  /** What to do with each client that comes from now on and has no script by its number. */
  public void onEveryConnect(Consumer<LineClient> script) {
    scripts.putForOthers(script);
  }

  /**
   * The next client that no call has returned yet, waiting for it if need be.
   *
   * @throws AssertionError if none comes within 30 s
   */
  public LineClient awaitClient() {
    return arrivals.await(this::toString);
  }

  /** How many clients have come so far, those that were turned away included. */
  public int connects() {
    return arrivals.all().size();
  }

  /**
   * Waits until {@code n} clients have come, those that were turned away included.
   *
   * @throws AssertionError if fewer come within 30 s
   */
  public void awaitConnects(int n) {
    Await.until(() -> connects() >= n, () -> "connect " + n + " of " + this);
  }

  /** The time from each client's coming to the next one's: what a client's back-off really is. */
  public List<Duration> connectGaps() {
    return arrivals.gaps();
  }

  /** How many clients have come and are there: neither they nor the server have closed. */
  public int openClients() {
    return arrivals.open().size();
  }

  /**
   * Waits until so many clients are there; with 0, until all have gone.
   *
   * @throws AssertionError if it is another number for 30 s
   */
  public void awaitOpenClients(int n) {
    Await.until(() -> openClients() == n, () -> n + " open clients of " + this);
  }

  /**
   * Checks, after the job has stopped and before {@link #close()}, that every client has closed its
   * side, also of connections that the server has closed: a job that connects again and again and
   * forgets to close runs out of sockets. Of those that were reset nobody can tell.
   *
   * @throws AssertionError if some have not within 10 s, with their names
   * @throws IllegalStateException if the server is closed
   */
  public void assertNoLeakedClients() {
    assertNoLeakedClients(LEAK_LIMIT);
  }

  void assertNoLeakedClients(Duration limit) {
    if (port.isClosed()) {
      throw new IllegalStateException("ask for leaks before close(): " + this);
    }
    long end = System.nanoTime() + limit.toNanos();
    Await.until(
        () -> arrivals.held().isEmpty() || System.nanoTime() - end > 0,
        () -> "the clients to close: " + arrivals.held());
    List<LineClient> leaked = arrivals.held();
    if (!leaked.isEmpty()) {
      throw new AssertionError(
          "clients must close within " + limit.toMillis() + " ms, and did not: " + leaked);
    }
  }

  /**
   * Sends lines, each ended by {@code \n}, to every client that is connected.
   *
   * @throws UncheckedIOException if a client has gone; those that came after it get nothing
   */
  public void send(String... lines) {
    arrivals.all().stream().filter(LineClient::isOpen).forEach(client -> client.lines(lines));
  }

  /**
   * Sends each line, ended by {@code \n}, to one client that is there, in turn by their coming; the
   * next call goes on where this one ends.
   *
   * @throws IllegalStateException if no client is there
   * @throws UncheckedIOException if a client goes meanwhile; the lines from there on are not sent
   */
  public void roundRobin(String... lines) {
    spread(line -> turn.getAndIncrement(), lines);
  }

  /**
   * Sends each line, ended by {@code \n}, to one client that is there: by the hash code of its key,
   * modulo their number, as Spark's {@code HashPartitioner} does. While nobody comes or goes, lines
   * of one key go to one client.
   *
   * @throws IllegalStateException if no client is there
   * @throws UncheckedIOException if a client goes meanwhile; the lines from there on are not sent
   */
  public void byKey(Function<String, ?> key, String... lines) {
    spread(line -> Objects.hashCode(key.apply(line)), lines);
  }

  private void spread(ToLongFunction<String> place, String... lines) {
    List<LineClient> to = arrivals.open();
    if (to.isEmpty()) {
      throw new IllegalStateException("no client to send to, await one first: " + this);
    }
    for (String line : lines) {
      to.get((int) Math.floorMod(place.applyAsLong(line), (long) to.size())).lines(line);
    }
  }

  /** Closes every connection in order; the server goes on as it was. */
  public void drop() {
    arrivals.all().forEach(LineClient::drop);
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
    arrivals.all().forEach(LineClient::release);
    try {
      port.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scripts.awaitEnd(this);
  }

  /** Like {@code LineServer[port 40000, listening, 3 connects, 1 open]}. */
  @Override
  public String toString() {
    return "LineServer[" + port + ", " + connects() + " connects, " + openClients() + " open]";
  }

  private void arrive(Socket socket) {
    LineClient client = arrivals.add(socket);
    if (resets.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      client.reset();
    } else if (arrivals.isFull(maxClients)) {
      client.drop();
    } else {
      arrivals.serve(client);
      scripts.start(client);
    }
  }
}
