package io.dsstream.cli;

import io.dsstream.source.LineSource;
import io.dsstream.source.TcpSource;
import java.nio.file.Path;

/**
 * What a job reads.
 *
 * @param receivers how many threads it takes for the whole run
 * @param name what messages call it
 * @param folder where its files come, or null
 */
record Input(LineSource source, int receivers, String name, Path folder) {
  static Input of(TcpSource source, String name) {
    return new Input(source, source.connections(), name, null);
  }
}
