package io.dsstream.source;

import io.dsstream.block.TextBlock;
import io.dsstream.text.Escapes;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
 * <p>The host name is resolved at each try, and each of its addresses is tried. Tries that fail are
 * repeated after a jittered delay that doubles from 50 ms to 1 s on loopback and to 5 s elsewhere.
 * Plain TCP cannot be replayed: what was sent while nobody was connected, and what a crash finds
 * unprocessed, is lost.
 *
 * @param host a host name or address
 * @param port 1..65535
 * @param connections 1..{@value #MAX_CONNECTIONS}: so many connections to the server, each a
 *     receiver that holds a thread, their lines one stream; it ends when all have ended
 * @param connectTimeout how long one try to connect may take
 * @param maxWait how long the source may be without a connection before it gives up with {@link
 *     SourceUnreachableException}, reported to the driver; {@link #FOREVER} for no limit
 * @param onEof what to do when the server closes
 * @param maxLineBytes lines of so many bytes and more are cut at a space
 */
public record TcpSource(
    String host,
    int port,
    int connections,
    Duration connectTimeout,
    Duration maxWait,
    OnEof onEof,
    int maxLineBytes)
    implements LineSource, Serializable {
  /** No limit to the wait. */
  public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  /** More would need more threads and memory than they bring. */
  public static final int MAX_CONNECTIONS = 64;

  private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int DEFAULT_MAX_LINE_BYTES = 16 << 20;

  /**
   * Checks every setting.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names it
   */
  public TcpSource {
    Objects.requireNonNull(onEof, "onEof");
    require(!host.isBlank(), "host must not be empty: '" + host + "'");
    require(port >= 1 && port <= 65535, "port must be 1..65535: " + port);
    require(
        connections >= 1 && connections <= MAX_CONNECTIONS,
        "connections must be 1.." + MAX_CONNECTIONS + ": " + connections);
    require(isPositive(connectTimeout), "connect timeout must be > 0: " + connectTimeout);
    require(isPositive(maxWait), "max wait must be > 0: " + maxWait);
    require(maxLineBytes >= 16, "maxLineBytes must be >= 16: " + maxLineBytes);
  }

  static TcpSource of(String host, int port) {
    return new TcpSource(
        host, port, 1, DEFAULT_CONNECT_TIMEOUT, FOREVER, OnEof.RECONNECT, DEFAULT_MAX_LINE_BYTES);
  }

  /** This source with so many connections to the server, which is to send each its own lines. */
  public TcpSource connections(int count) {
    return new TcpSource(host, port, count, connectTimeout, maxWait, onEof, maxLineBytes);
  }

  /** This source with another time-out for one try to connect. */
  public TcpSource connectTimeout(Duration timeout) {
    return new TcpSource(host, port, connections, timeout, maxWait, onEof, maxLineBytes);
  }

  /** This source with a limit to the time without a connection. */
  public TcpSource maxWait(Duration limit) {
    return new TcpSource(host, port, connections, connectTimeout, limit, onEof, maxLineBytes);
  }

  /** This source with another answer to the server's closing. */
  public TcpSource onEof(OnEof action) {
    return new TcpSource(host, port, connections, connectTimeout, maxWait, action, maxLineBytes);
  }

  /** This source with another bound of a line; longer lines are cut at a space and counted. */
  public TcpSource maxLineBytes(int bytes) {
    return new TcpSource(host, port, connections, connectTimeout, maxWait, onEof, bytes);
  }

  /**
   * Puts the connections on a streaming context that has not started.
   *
   * @throws IllegalArgumentException if a local master has no thread left beside the receivers'
   */
  @Override
  public JavaDStream<TextBlock> open(JavaStreamingContext context) {
    SparkContext spark = context.sparkContext().sc();
    if (spark.schedulerBackend() instanceof LocalSchedulerBackend local) {
      require(
          local.totalCores() > connections,
          "master must be local[%d] or more, for each connection takes one thread: %s"
              .formatted(connections + 1, spark.master()));
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

  /** {@code host:port}, safe to show. */
  public String address() {
    String name = Escapes.visible(host);
    return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
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
