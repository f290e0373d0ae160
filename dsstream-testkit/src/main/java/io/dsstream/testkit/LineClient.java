package io.dsstream.testkit;

import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * One connection of a {@link LineServer}, as the server sees it: sends text in any way that a peer
 * can, and ends in any way that a connection can.
 *
 * <pre>{@code
 * LineClient client = server.awaitClient();
 * client.ending("\r\n").lines("to be", "or not");
 * client.partial("half a li");
 * client.reset();
 * }</pre>
 *
 * <p>What is sent is handed to the kernel, which may join or part it; only a gap of time makes it
 * likely that the client reads it apart. A client that reads nothing blocks the sender, as TCP
 * does.
 *
 * <p>Clients must not send. What one does send is thrown away, and {@link #awaitClosed} fails. One
 * that ends only its own sending looks as if it had gone.
 *
 * <p>Safe for use by several threads; what one call sends is not mixed with another's, but for the
 * gaps of {@link #chunks}, {@link #splitUtf8} and {@link #linesForever}.
 */
public final class LineClient {
  private static final int BLOCK = 1 << 16;

  private final Connection connection;
  private volatile Charset charset = StandardCharsets.UTF_8;
  private volatile String ending = "\n";

  LineClient(Socket socket, int number) {
    this.connection = new Connection(socket, number);
  }

  /** Which client of its server this is, counted from 1. */
  int number() {
    return connection.number();
  }

  /** Ends lines from now on with {@code \r\n}, {@code \r} or what else a test wants. */
  public LineClient ending(String lineEnd) {
    ending = Objects.requireNonNull(lineEnd, "lineEnd");
    return this;
  }

  /** Encodes text from now on otherwise than as UTF-8. */
  public LineClient charset(Charset encoding) {
    charset = Objects.requireNonNull(encoding, "encoding");
    return this;
  }

  /**
   * Sends lines, each with its line end.
   *
   * @throws UncheckedIOException if the connection has ended
   */
  public void lines(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append(ending);
    }
    connection.write(text.toString().getBytes(charset), lines.length);
  }

  /**
   * Sends lines at a rate until the connection ends, whoever ends it: line {@code n}, counted from
   * 0, is due {@code n / linesPerSecond} seconds after the call.
   *
   * <p>The schedule does not wait for the client: lines that are late, because it reads too slowly
   * or is stalled, follow each other without a gap until none is. That the client has gone shows in
   * a gap of more than 20 ms, or when a line is sent, often not before the second one.
   *
   * <pre>{@code
   * server.onEveryConnect(client -> client.linesForever(n -> "line " + n, 100));
   * }</pre>
   *
   * @param line gives line {@code n}, asked when it is due
   * @param linesPerSecond infinite for as many as the client takes
   * @return how many lines were handed to the kernel; the client may not have read the last ones
   * @throws IllegalArgumentException if {@code linesPerSecond} is not positive
   */
  public long linesForever(LongFunction<String> line, double linesPerSecond) {
    if (!(linesPerSecond > 0)) {
      throw new IllegalArgumentException("linesPerSecond must be > 0: " + linesPerSecond);
    }
    long start = System.nanoTime();
    for (long n = 0; ; n++) {
      long due = start + (long) (n / linesPerSecond * TimeUnit.SECONDS.toNanos(1));
      if (!connection.pauseUntil(due) || !sends(line.apply(n))) {
        return n;
      }
    }
  }

  private boolean sends(String line) {
    try {
      lines(line);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Sends text as it is, without a line end; of U+FEFF alone, a byte order mark.
   *
   * @throws UncheckedIOException if the connection has ended
   */
  public void partial(String text) {
    raw(text.getBytes(charset));
  }

  /**
   * Sends bytes as they are.
   *
   * @throws UncheckedIOException if the connection has ended
   */
  public void raw(byte... bytes) {
    connection.write(bytes, 0);
  }

  /**
   * Sends so many bytes at a time, with a gap of time between: of one byte each, the drip of a slow
   * peer.
   *
   * @throws IllegalArgumentException if {@code size} is not positive
   * @throws UncheckedIOException if the connection ends before all is sent
   */
  public void chunks(byte[] bytes, int size, Duration gap) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be >= 1: " + size);
    }
    for (int from = 0; from < bytes.length; from += size) {
      pause(from == 0 ? Duration.ZERO : gap);
      raw(Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length)));
    }
  }

  /**
   * Sends text as UTF-8 in chunks that end inside a character, after the first byte of each that
   * has several.
   *
   * @throws UncheckedIOException if the connection ends before all is sent
   */
  public void splitUtf8(String text, Duration gap) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if ((bytes[i] & 0xC0) == 0xC0) { // a first byte
        raw(Arrays.copyOfRange(bytes, from, i + 1));
        pause(gap);
        from = i + 1;
      }
    }
    raw(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /**
   * Sends random bytes, the same for the same seed: most of them are no UTF-8, and some end lines.
   *
   * @throws UncheckedIOException if the connection ends before all is sent
   */
  public void garbage(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    raw(bytes);
  }

  /**
   * Sends one byte so many times: a line that does not end.
   *
   * @throws UncheckedIOException if the connection ends before all is sent
   */
  public void endless(byte b, long count) {
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, b);
    for (long left = count; left > 0; left -= BLOCK) {
      raw(left < BLOCK ? Arrays.copyOf(block, (int) left) : block);
    }
  }

  /**
   * Makes this side silent, with the connection open: from its return on nothing is handed to the
   * kernel, whichever thread sends it and by which verb, until {@link #resume()}. Does nothing if
   * it is stalled.
   *
   * <p>A write that is under way comes to its end first. Who sends later waits, and several go on
   * in any order. The wait ends with an {@link UncheckedIOException} if the connection ends, on
   * either side, and with an {@link AssertionError} after 30 s. {@link #halfClose}, {@link #drop}
   * and {@link #reset} do not wait.
   *
   * @throws AssertionError if a write does not end within 30 s, because the client reads nothing
   */
  public void stall() {
    connection.stall();
  }

  /** Lets what waits since {@link #stall()} go on. Does nothing if it is not stalled. */
  public void resume() {
    connection.resume();
  }

  /** How many bytes have been handed to the kernel. */
  public long sentBytes() {
    return connection.bytes();
  }

  /**
   * How many lines {@link #lines}, {@link #linesForever} and the server's verbs have handed to the
   * kernel; line ends within {@link #partial}, {@link #raw} and the like do not count.
   */
  public long sentLines() {
    return connection.lines();
  }

  /**
   * Ends what the server sends, and leaves the connection open: the client reads the end.
   *
   * @throws UncheckedIOException if the connection has ended
   */
  public void halfClose() {
    connection.halfClose();
  }

  /**
   * Closes the connection in order: the client reads what was sent, then the end. Does nothing if
   * it is closed. Whether the client closes its side too is still known to {@link #awaitClosed()}
   * and {@link LineServer#assertNoLeakedClients()}.
   */
  public void drop() {
    connection.drop();
  }

  /**
   * Breaks the connection (RST): what the client has not read may be lost.
   *
   * @throws UncheckedIOException if it is broken, or the server is closed
   */
  public void reset() {
    connection.reset();
  }

  /** Whether this side has not closed the connection. */
  public boolean isOpen() {
    return !connection.isDropped();
  }

  /**
   * Waits until the client has closed its side.
   *
   * @throws AssertionError if it sends something or does not close within 30 s
   * @throws UncheckedIOException if this side has reset the connection, or the server is closed:
   *     then nobody can tell
   */
  public void awaitClosed() {
    connection.awaitClosed();
  }

  /** Whether the client has closed its side, or nobody can tell any more. */
  boolean hasGone() {
    return connection.hasGone();
  }

  /** Gives up the connection for good, what the client does included. */
  void release() {
    connection.release();
  }

  /** Like {@code LineClient[client 2, port 51234, 12 lines sent, stalled]}. */
  @Override
  public String toString() {
    return "LineClient[" + connection + "]";
  }

  private void pause(Duration gap) {
    if (!connection.pauseUntil(System.nanoTime() + gap.toNanos())) {
      throw connection.ended();
    }
  }
}
