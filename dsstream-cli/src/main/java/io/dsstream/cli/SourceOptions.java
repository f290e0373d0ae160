package io.dsstream.cli;

import io.dsstream.source.FilesSource;
import io.dsstream.source.LineSources;
import io.dsstream.source.OnEof;
import io.dsstream.source.PartialLine;
import io.dsstream.source.TcpSource;
import io.dsstream.source.TlsTrust;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where lines come from. */
final class SourceOptions {
  private static final String TLS_SCHEME = "tls://";

  @Option(
      order = 9,
      names = "--source",
      paramLabel = "files:DIR",
      converter = Converters.Folder.class,
      description = "Read the files that come into a folder, each once, instead of a server.")
  private Path folder;

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
      description =
          "When the server closes: reconnect (default), or stop once all is counted; of files, too.")
  private OnEof onEof;

  @Option(
      order = 14,
      names = "--max-wait",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Give up after so long without a connection, as 30s (default: never).")
  private Duration maxWait;

  @Option(
      order = 15,
      names = "--idle-timeout",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Connect anew when nothing has come for so long, as 5m (default: never).")
  private Duration idleTimeout;

  @Option(
      order = 16,
      names = "--partial-line",
      defaultValue = "count",
      paramLabel = "ACTION",
      converter = Converters.Partial.class,
      description =
          "A last line without an end, when the server closes: count it (default), or drop it.")
  private PartialLine partialLine;

  @Option(order = 17, names = "--tls", description = "Connect by TLS, as -h tls://HOST does too.")
  private boolean tls;

  @Option(
      order = 18,
      names = "--tls-ca",
      paramLabel = "FILE",
      converter = Converters.Trust.class,
      description = "Trust these certificates (PEM), and no others; with it, TLS is on.")
  private TlsTrust authorities;

  /** What is to be read. */
  Input toInput() {
    if (folder != null) {
      requireServer(maxWait != null, "max-wait");
      requireServer(idleTimeout != null, "idle-timeout");
      requireServer(partialLine == PartialLine.DROP, "partial-line drop");
      requireServer(tls, "tls");
      requireServer(authorities != null, "tls-ca");
      requireServer(connections > 1, "connections");
      FilesSource files = LineSources.files(folder).onEof(onEof);
      return new Input(files, 0, files.address(), folder, Input.Server::source);
    }
    TcpSource server = toServer().connections(connections);
    return Input.of(server, server.address(), this::toSource);
  }

  private static void requireServer(boolean isGiven, String option) {
    if (isGiven) {
      throw new IllegalArgumentException(
          option + " is for a server, and --source for files: choose one");
    }
  }

  private TcpSource toServer() {
    boolean isUrl = host.startsWith(TLS_SCHEME);
    String name = isUrl ? host.substring(TLS_SCHEME.length()) : host;
    return toSource(new Input.Server(name, port, isUrl || tls || authorities != null));
  }

  /**
   * A server. A host that does not resolve now is most likely a slip of the finger, so it is
   * refused before anything starts, unless the user said how long to wait.
   */
  private TcpSource toSource(Input.Server server) {
    TcpSource source = server.source().onEof(onEof).partialLine(partialLine);
    if (server.isTls() && authorities != null) {
      source = source.tls(authorities);
    }
    if (idleTimeout != null) {
      source = source.idleTimeout(idleTimeout);
    }
    if (maxWait != null) {
      return source.maxWait(maxWait);
    }
    requireKnown(server.host());
    return source;
  }

  private static void requireKnown(String name) {
    try {
      InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new UnavailableException(
          "unknown host: " + name + "; check the name, or wait for it with --max-wait");
    }
  }
}
