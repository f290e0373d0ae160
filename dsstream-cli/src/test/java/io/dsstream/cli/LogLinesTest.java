package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String LOG =
      """
      WARN org.apache.spark.storage.BlockManager - replica \u001b[2J
      java.io.IOException: why
      \tat a.B.c(B.java:1)
      Caused by: java.lang.Error: deep
      \t... 3 more
      WARN org.apache.spark.SparkContext - stopped at:

      org.apache.spark.SparkContext.<init>(SparkContext.scala:89)
      INFO io.dsstream.source.TcpConnector - connected to localhost:1
      ERROR org.apache.spark.X - bad
      dsstream: our own line
      """;

  private static String through(boolean verbose) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(shown, true, UTF_8);
    new PrintStream(new LogLines(out, verbose), true, UTF_8).print(LOG);
    return shown.toString(UTF_8);
  }

  @Test
  void write_normally_oneLineAnEventWithoutTraces() {
    assertThat(through(false))
        .isEqualTo(
            """
            dsstream: warning: BlockManager: replica \\u{1b}[2J
            dsstream: warning: SparkContext: stopped at:
            dsstream: connected to localhost:1
            dsstream: error: X: bad
            dsstream: our own line
            """);
  }

  @Test
  void write_verbose_everythingEscaped() {
    assertThat(through(true)).isEqualTo(LOG.replace("\u001b", "\\u{1b}").replace("\t", "    "));
  }
}
