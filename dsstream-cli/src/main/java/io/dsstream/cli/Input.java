package io.dsstream.cli;

import io.dsstream.source.LineSource;
import io.dsstream.source.TcpSource;

/**
 * What a job reads.
 *
 * @param receivers how many threads it takes for the whole run
 * @param name what messages call it
 */
record Input(LineSource source, int receivers, String name) {
  static Input of(TcpSource source, String name) {
    return new Input(source, source.connections(), name);
  }
}
