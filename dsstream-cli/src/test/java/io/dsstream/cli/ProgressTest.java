package io.dsstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.block.Faults;
import io.dsstream.sink.Sinks;
import io.dsstream.span.BatchResult;
import io.dsstream.span.SpanWords;
import io.dsstream.span.Tally;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The one line about the whole run. */
class ProgressTest {
  private static Progress progress() {
    return new Progress(
        Sinks.forEach(1, result -> {}), new Stdout(), null, new CompletableFuture<>());
  }

  private static BatchResult result(Duration idle, Tally tally, long expired, long evicted) {
    Instant time = Instant.EPOCH;
    SpanWords words = new SpanWords(time, 0, 0, List.of(), null, expired, evicted);
    return new BatchResult(
        time, Duration.ofSeconds(1), Duration.ZERO, idle, 1, tally, words, false);
  }

  private static String said(Runnable action) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(stderr);
    }
    return said.toString(UTF_8);
  }

  private static String summary(Duration idle, Tally tally, long expired, long evicted) {
    Progress progress = progress();
    said(() -> progress.accept(result(idle, tally, expired, evicted)));
    return said(() -> progress.summarize(Duration.ofSeconds(2)));
  }

  @Test
  void summarize_runWithoutFaults_tellsTheTotals() {
    Tally tally = new Tally(1, 4, 12, Faults.NONE, 0, 0);
    assertThat(summary(Duration.ofMillis(9_999), tally, 0, 0))
        .isEqualTo("dsstream: 1 batch, 1 line, 4 words, 12 bytes in 2.0 s (2 words/s)\n");
  }

  @Test
  void summarize_faults_tellsEach() {
    Tally tally = new Tally(0, 0, 0, new Faults(1, 2, 3, 4, 5, 6, 7, 8), 1_500, 0);
    assertThat(summary(Duration.ofSeconds(10), tally, 7, 8))
        .isEqualTo(
            "dsstream: 1 batch, 0 lines, 0 words, 0 bytes in 2.0 s (0 words/s)"
                + ", 1 malformed sequence, 2 long lines cut, 3 long words cut"
                + ", 4 unfinished lines dropped, 5 reconnects, 6 byte order marks dropped, 7 files skipped, 8 lines unusable"
                + ", 7 words expired, 8 words evicted, server held back for 1.5 s"
                + ", no line for the last 10.0 s\n");
  }
}
