package io.dsstream.source;

import io.dsstream.block.TextBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.streaming.api.java.JavaDStream;

/** The sources there are. */
public final class LineSources {
  private LineSources() {}

  /**
   * Lines from a TCP server, as {@code socketTextStream} reads them, but in blocks and with
   * time-outs, back-off and a line bound; see {@link TcpSource} for its settings.
   *
   * @throws IllegalArgumentException if the host is empty or has a scheme or a port, or the port is
   *     not in 1..65535
   */
  public static TcpSource tcp(String host, int port) {
    return new TcpSource(host, port);
  }

  /**
   * Lines of the files that come into a folder; see {@link FilesSource}.
   *
   * @throws IllegalArgumentException if it is not there, or no folder
   */
  public static FilesSource files(Path folder) {
    return FilesSource.of(folder);
  }

  /**
   * The records of a stream that is there already, one line each. A record that contains line ends
   * counts as the several lines it is.
   */
  public static LineSource from(JavaDStream<String> lines) {
    return context -> lines.mapPartitions(LineSources::block);
  }

  private static Iterator<TextBlock> block(Iterator<String> lines) {
    List<String> all = new ArrayList<>();
    lines.forEachRemaining(all::add);
    TextBlock block = TextBlock.ofLines(all.toArray(String[]::new));
    return List.of(block).iterator();
  }
}
