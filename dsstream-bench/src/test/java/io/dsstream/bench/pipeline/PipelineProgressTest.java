package io.dsstream.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PipelineProgress progress =
      new PipelineProgress(
          2,
          List.of("dsstream", "spark"),
          new PrintStream(new BufferedOutputStream(bytes), false, StandardCharsets.UTF_8));

  @Test
  void start_isSeenBeforeTheEnd() {
    progress.start(1, "spark");
    assertThat(lines())
        .containsExactly(
            "Takes about 1 min (runs, each in a JVM of its own: 4).", "1/2 spark about 15 s ...");
  }

  @Test
  void start_secondRound_takesAsLongAsTheFirst() {
    progress.start(1, "spark");
    progress.end(new Run("spark", 1_000_000_000, 190_000_000, 40_000_000_000L, 1, 1024));
    progress.start(2, "dsstream");
    progress.start(2, "spark");
    assertThat(lines())
        .contains("1/2 spark about 15 s ... 25.0 MB/s")
        .last()
        .isEqualTo("2/2 dsstream about 15 s ...2/2 spark about 43 s ...");
  }

  private List<String> lines() {
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(l -> l.replaceAll(" +", " "))
        .toList();
  }
}
