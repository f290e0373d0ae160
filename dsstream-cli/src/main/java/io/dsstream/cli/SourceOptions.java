package io.dsstream.cli;

import io.dsstream.source.LineSources;
import io.dsstream.source.OnEof;
import io.dsstream.source.TcpSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where lines come from. */
final class SourceOptions {
  @Option(
      order = 10,
      names = {"-h", "--host"},
      arity = "0..1",
      fallbackValue = DsStreamCommand.ASKS_FOR_HELP,
      defaultValue = "localhost",
      paramLabel = "HOST",
      description = "Server to read from (default: localhost). A bare -h prints this help.")
  String host;

  @Option(
      order = 11,
      names = {"-p", "--port"},
      defaultValue = "9999",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description = "Its port (default: 9999).")
  private int port;

  @Option(
      order = 12,
      names = "--connections",
      defaultValue = "1",
      paramLabel = "N",
      converter = Converters.Connections.class,
      description =
          "Connect so many times, for a server that sends each its own lines (default: 1).")
  private int connections;

  @Option(
      order = 13,
      names = "--on-eof",
      defaultValue = "reconnect",
      paramLabel = "ACTION",
      converter = Converters.Eof.class,
      description = "When the server closes: reconnect (default), or stop once all is counted.")
  private OnEof onEof;

  @Option(
      order = 14,
      names = "--max-wait",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Give up after so long without a connection, as 30s (default: never).")
  private Duration maxWait;

  /**
   * The source. A host that does not resolve now is most likely a slip of the finger, so it is
   * refused before anything starts, unless the user said how long to wait.
   */
  TcpSource toSource() {
    TcpSource source = LineSources.tcp(host, port).connections(connections).onEof(onEof);
    if (maxWait != null) {
      return source.maxWait(maxWait);
    }
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new UnavailableException(
          "unknown host: " + host + "; check the name, or wait for it with --max-wait");
    }
    return source;
  }
}
