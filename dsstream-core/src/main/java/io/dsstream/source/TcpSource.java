package io.dsstream.source;

import io.dsstream.block.TextBlock;
import io.dsstream.text.Escapes;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.local.LocalSchedulerBackend;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaReceiverInputDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Lines from a TCP server. Immutable; each setting gives a changed copy:
 *
 * <pre>{@code
 * LineSource source =
 *     LineSources.tcp("localhost", 9999).onEof(OnEof.STOP).maxWait(Duration.ofSeconds(30));
 * }</pre>
 *
 * <p>The host name is resolved at each try, as often as Java's cache of names lets it be ({@code
 * networkaddress.cache.ttl}, 30 s unless it is set), and each of its addresses is tried. Tries that
 * fail are repeated after a jittered delay that doubles from 50 ms to 1 s on loopback and to 5 s
 * elsewhere. Plain TCP cannot be replayed: what was sent while nobody was connected, and what a
 * crash finds unprocessed, is lost.
 */
public final class TcpSource implements LineSource, Serializable {
  private static final long serialVersionUID = 1L;

  /** No limit to the wait. */
  public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  /** More would need more threads and memory than they bring. */
  public static final int MAX_CONNECTIONS = 64;

  /** As {@code tcp://name} and {@code name:9999}; an IPv6 address has two colons or more. */
  private static final Pattern NO_HOST = Pattern.compile("(?s).*/.*|[^:]*:\\d*");

  private final String host;
  private final int port;
  private int connections = 1;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration maxWait = FOREVER;
  private Duration idleTimeout = FOREVER;
  private OnEof onEof = OnEof.RECONNECT;
  private PartialLine partialLine = PartialLine.COUNT;
  private int maxLineBytes = 16 << 20;
  private TlsTrust tls;

  TcpSource(String host, int port) {
    require(!host.isBlank(), "host must not be empty: '" + host + "'");
    require(
        !NO_HOST.matcher(host).matches(),
        "host must be a name or an address, without scheme or port: " + host);
    require(port >= 1 && port <= 65535, "port must be 1..65535: " + port);
    this.host = host;
    this.port = port;
  }

  /** A changed copy; the source itself is as it was. */
  private TcpSource with(Consumer<TcpSource> change) {
    TcpSource copy = new TcpSource(host, port);
    copy.connections = connections;
    copy.connectTimeout = connectTimeout;
    copy.maxWait = maxWait;
    copy.idleTimeout = idleTimeout;
    copy.onEof = onEof;
    copy.partialLine = partialLine;
    copy.maxLineBytes = maxLineBytes;
    copy.tls = tls;
    change.accept(copy);
    return copy;
  }

  /**
   * This source with so many connections to the server, which is to send each its own lines. Each
   * is a receiver that holds a thread; they are one stream, which ends when all have ended.
   *
   * @throws IllegalArgumentException if it is not in 1..{@value #MAX_CONNECTIONS}
   */
  public TcpSource connections(int count) {
    require(
        count >= 1 && count <= MAX_CONNECTIONS,
        "connections must be 1.." + MAX_CONNECTIONS + ": " + count);
    return with(copy -> copy.connections = count);
  }

  /** This source with another time-out for one try to connect; 5 s unless it is set. */
  public TcpSource connectTimeout(Duration timeout) {
    require(isPositive(timeout), "connect timeout must be > 0: " + timeout);
    return with(copy -> copy.connectTimeout = timeout);
  }

  /**
   * This source with a limit to the time without a connection, after which it gives up with {@link
   * SourceUnreachableException}, reported to the driver; {@link #FOREVER} unless it is set.
   */
  public TcpSource maxWait(Duration limit) {
    require(isPositive(limit), "max wait must be > 0: " + limit);
    return with(copy -> copy.maxWait = limit);
  }

  /**
   * This source with a limit to the time in which a connection brings nothing, after which it is
   * taken for dead and made anew; {@link #FOREVER} unless it is set. Without it only the system's
   * keep-alive, which takes hours, finds out that a peer has vanished.
   */
  public TcpSource idleTimeout(Duration limit) {
    require(isPositive(limit), "idle timeout must be > 0: " + limit);
    return with(copy -> copy.idleTimeout = limit);
  }

  /** This source with another answer to the server's closing; it reconnects unless this is set. */
  public TcpSource onEof(OnEof action) {
    Objects.requireNonNull(action, "onEof");
    return with(copy -> copy.onEof = action);
  }

  /**
   * This source with another answer to a line that the server's closing has left without an end.
   */
  public TcpSource partialLine(PartialLine action) {
    Objects.requireNonNull(action, "partialLine");
    return with(copy -> copy.partialLine = action);
  }

  /**
   * This source with another bound of a line, 16 MiB unless it is set; lines of so many bytes and
   * more are cut at a space and counted.
   */
  public TcpSource maxLineBytes(int bytes) {
    require(bytes >= 16, "maxLineBytes must be >= 16: " + bytes);
    return with(copy -> copy.maxLineBytes = bytes);
  }

  /**
   * This source over TLS: the server's certificate must be of the host and of somebody who is
   * trusted, else it is as if nobody answered, and the log says why. A connection that ends without
   * the end that TLS knows may have been cut by somebody else, and is lost: for this the system
   * property {@code com.sun.net.ssl.requireCloseNotify} is set to {@code true}, unless it is set,
   * before the JVM's first TLS connection.
   */
  public TcpSource tls(TlsTrust trust) {
    Objects.requireNonNull(trust, "trust");
    return with(copy -> copy.tls = trust);
  }

  /** The host's name or address. */
  public String host() {
    return host;
  }

  /** The port, 1..65535. */
  public int port() {
    return port;
  }

  /** How many connections there are. */
  public int connections() {
    return connections;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration maxWait() {
    return maxWait;
  }

  Duration idleTimeout() {
    return idleTimeout;
  }

  OnEof onEof() {
    return onEof;
  }

  PartialLine partialLine() {
    return partialLine;
  }

  int maxLineBytes() {
    return maxLineBytes;
  }

  /** Null if it is plain TCP. */
  TlsTrust tls() {
    return tls;
  }

  /**
   * Puts the connections on a streaming context that has not started.
   *
   * @throws IllegalArgumentException if a local master has no thread left beside those of all the
   *     context's receivers
   */
  @Override
  public JavaDStream<TextBlock> open(JavaStreamingContext context) {
    SparkContext spark = context.sparkContext().sc();
    if (spark.schedulerBackend() instanceof LocalSchedulerBackend local) {
      int receivers = context.ssc().graph().getReceiverInputStreams().length + connections;
      require(
          local.totalCores() > receivers,
          "master must be local[%d] or more, for each connection takes one thread: %s"
              .formatted(receivers + 1, spark.master()));
    }
    if (connections == 1) {
      return connection(context);
    }
    List<JavaDStream<TextBlock>> streams =
        Stream.generate(() -> connection(context)).limit(connections).toList();
    return context.union(CollectionConverters.asScala(streams).toSeq());
  }

  private JavaDStream<TextBlock> connection(JavaStreamingContext context) {
    return JavaReceiverInputDStream.fromReceiverInputDStream(
        new TcpInputDStream(context.ssc(), this), ClassTag$.MODULE$.apply(TextBlock.class));
  }

  /** {@code host:port}, or {@code tls://host:port}, safe to show. */
  public String address() {
    String name = Escapes.visible(host);
    String scheme = tls == null ? "" : "tls://";
    boolean isBare = name.indexOf(':') >= 0 && !name.startsWith("[");
    return scheme + (isBare ? "[" + name + "]" : name) + ":" + port;
  }

  @Override
  public String toString() {
    return "TcpSource[" + address() + "]";
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(Escapes.visible(message));
    }
  }
}
