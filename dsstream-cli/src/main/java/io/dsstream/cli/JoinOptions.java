package io.dsstream.cli;

import io.dsstream.join.JoinTable;
import io.dsstream.join.JoinType;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.source.TcpSource;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** What else is known of the words. */
final class JoinOptions {
  @Option(
      order = 70,
      names = "--join",
      paramLabel = "FILE",
      description =
          "Look up each word, or key, in the first column of a CSV or TSV file, and tell "
              + "the other columns with it. The file is read again when it has changed.")
  private Path table;

  @Option(
      order = 71,
      names = "--join-source",
      paramLabel = "URL",
      converter = Converters.Server.class,
      description =
          "Tell of each word, or key, also what a second server's lines have, over the same "
              + "time: tcp://HOST:PORT or tls://HOST:PORT.")
  private Input.Server server;

  @Option(
      order = 72,
      names = "--join-type",
      paramLabel = "TYPE",
      converter = Converters.JoinTypeName.class,
      description =
          "Which words are told: inner (default, those found there), left (all) or anti "
              + "(those not found), with --join or --join-source.")
  private JoinType type;

  /**
   * A join, or none.
   *
   * @param table what the sink of the job goes through
   * @param second what else is read; null for nothing
   * @param type which words are told
   */
  record Join(UnaryOperator<Sink> table, TcpSource second, JoinType type) {
    int receivers() {
      return second == null ? 0 : second.connections();
    }
  }

  /**
   * The join of a job with an input.
   *
   * @throws IllegalArgumentException if options do not go together, or the table cannot be read
   */
  Join toJoin(Input input) {
    if (table != null && server != null) {
      throw new IllegalArgumentException("join and join-source exclude each other: choose one");
    }
    if (type != null && table == null && server == null) {
      throw new IllegalArgumentException("join-type needs --join or --join-source");
    }
    JoinType join = type == null ? JoinType.INNER : type;
    if (table == null) {
      return new Join(UnaryOperator.identity(), server == null ? null : second(input), join);
    }
    JoinTable rows = JoinTable.of(table);
    return new Join(sink -> Sinks.joined(sink, rows, join), null, join);
  }

  private TcpSource second(Input input) {
    TcpSource second = input.second().apply(server);
    if (second.address().equals(input.name())) {
      throw new IllegalArgumentException(
          "join-source must be another server than the first: " + second.address());
    }
    return second;
  }
}
