package io.dsstream.cli;

import io.dsstream.source.LineSource;
import io.dsstream.source.LineSources;
import io.dsstream.source.TcpSource;
import io.dsstream.source.TlsTrust;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What a job reads.
 *
 * @param receivers how many threads it takes for the whole run
 * @param name what messages call it
 * @param folder where its files come, or null
 * @param second makes a second server's source, with the settings of the first
 */
record Input(
    LineSource source,
    int receivers,
    String name,
    Path folder,
    Function<Server, TcpSource> second) {
  /** Where a server is, and how it is spoken to. */
  record Server(String host, int port, boolean isTls) {
    /** A source with no other settings. */
    TcpSource source() {
      TcpSource source = LineSources.tcp(host, port);
      return isTls ? source.tls(TlsTrust.system()) : source;
    }
  }

  static Input of(TcpSource source, String name, Function<Server, TcpSource> second) {
    return new Input(source, source.connections(), name, null, second);
  }
}
