package io.dsstream.source;

import io.dsstream.text.Escapes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to connect until it can, may wait no longer, or is stopped. Says in the log what it waits
 * for, when the reason changes or ten seconds have passed, and when the wait is over: never 20
 * lines a minute of a source, for each of at most nine brings one more.
 */
final class TcpConnector {
  private static final Logger LOG = LoggerFactory.getLogger(TcpConnector.class);
  private static final Duration CAP_ON_LOOPBACK = Duration.ofSeconds(1);
  private static final Duration CAP = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMillis(250);
  private static final Duration TLS_ANSWER = Duration.ofSeconds(2); // more ways, and signatures
  private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TcpSource source;
  private final CountDownLatch stopped;
  private final Backoff backoff;
  private final MessageLimit limit;
  private volatile Socket connecting;

  // What the wait is about: since when there is no connection, why, and when that was last said.
  private long waitingSince = System.nanoTime();
  private String lost;
  private String said;
  private long saidAt;
  private boolean isExpected = true;
  private boolean loopback;

  TcpConnector(TcpSource source, CountDownLatch stopped, Backoff backoff) {
    this.source = source;
    this.stopped = stopped;
    this.backoff = backoff;
    this.limit = MessageLimit.of(source.address());
  }

  /** A connected socket, or null if stopped first. */
  Socket connect() throws SourceUnreachableException, InterruptedException {
    if (lost != null && pause(lost)) {
      return null;
    }
    while (stopped.getCount() > 0) {
      try {
        Socket socket = tryAddresses();
        sayConnected();
        return socket;
      } catch (IOException e) {
        if (pause(reason(e))) {
          return null;
        }
      }
    }
    return null;
  }

  /** Notes that a connection is over and why; the wait begins. */
  void lost(String reason) {
    lost = reason;
    waitingSince = System.nanoTime();
  }

  /** Notes that the last connection was a good one. */
  void lasted() {
    backoff.reset();
  }

  /** Ends a try that is under way. */
  void abort() {
    Socket socket = connecting;
    if (socket != null) {
      close(socket);
    }
  }

  private Socket tryAddresses() throws IOException {
    IOException first = null; // why the preferred address failed, which is what a person asks
    for (InetAddress address : InetAddress.getAllByName(source.host())) {
      loopback = address.isLoopbackAddress();
      try {
        return tryAddress(new InetSocketAddress(address, source.port()));
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  private Socket tryAddress(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    connecting = socket;
    try {
      if (stopped.getCount() == 0) { // abort() may have come before there was a socket to close
        throw new ConnectException("stopped");
      }
      socket.setKeepAlive(true);
      socket.connect(address, millis(ANSWER));
      // A try at a free loopback port may be given that very port and meet itself.
      if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
        throw new ConnectException("connection refused");
      }
      return source.tls() == null
          ? socket
          : Tls.handshake(socket, source.tls(), source.host(), millis(TLS_ANSWER));
    } catch (IOException | RuntimeException e) {
      close(socket);
      throw e;
    } finally {
      connecting = null;
    }
  }

  /**
   * How long a step of a try may take: no longer than the source may wait, but for an answer's
   * time, lest the last try fails for its haste and hides the reason of those before.
   */
  private int millis(Duration answer) {
    Duration limit = left().compareTo(answer) < 0 ? answer : left();
    long millis = shorter(source.connectTimeout(), limit).toMillis();
    return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private Duration waited() {
    return Duration.ofNanos(System.nanoTime() - waitingSince);
  }

  private Duration left() {
    return source.maxWait().minus(waited());
  }

  /** Waits before the next try; true if stopped meanwhile. */
  private boolean pause(String reason) throws SourceUnreachableException, InterruptedException {
    Duration left = left();
    if (left.isNegative()) {
      throw new SourceUnreachableException(
          source.address() + " unreachable for " + seconds(waited()) + ": " + reason);
    }
    Duration delay = shorter(backoff.next(loopback ? CAP_ON_LOOPBACK : CAP), left);
    if (stopped.getCount() > 0) { // else that is the reason
      say(reason, delay);
    }
    return stopped.await(delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void say(String reason, Duration delay) {
    boolean repeats = reason.equals(said);
    if ((!repeats || System.nanoTime() - saidAt >= REPEAT_NANOS) && limit.take()) {
      LOG.warn("waiting for {}: {}; next try in {}", source.address(), reason, seconds(delay));
      said = reason;
      saidAt = System.nanoTime();
      isExpected = true;
    }
  }

  /** Says so to who has been told of a wait, or of nothing yet. */
  private void sayConnected() {
    if (isExpected && (said != null || limit.take())) {
      LOG.info("connected to {}", source.address());
      said = null;
      isExpected = false;
    }
  }

  /** Says what was lost with a connection, unless too much has been said. */
  void sayDropped(int bytes, String reason) {
    if (limit.take()) {
      LOG.warn(
          "dropped {} bytes of an unfinished line from {}: {}", bytes, source.address(), reason);
    }
  }

  /** Why a connection failed, in words a person knows. */
  static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host";
    } else if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    } else if (e instanceof NoRouteToHostException) {
      return "no route to host";
    } else if (e instanceof SSLException tls) {
      return Escapes.visible(Tls.reason(tls));
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Escapes.visible(message.toLowerCase(Locale.ROOT));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a socket failed", e);
    }
  }
}
