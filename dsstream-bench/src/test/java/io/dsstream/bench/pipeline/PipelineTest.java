package io.dsstream.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dsstream.bench.Machine;
import io.dsstream.bench.report.Results;
import io.dsstream.block.TextBlock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PipelineTest {
  static Stream<String> names() {
    return Contenders.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void run_tinyText_countsEveryWord(String name) throws Exception {
    Run run = Run.of(name, List.of(TextBlock.ofLines("to be  or", "", "not to be ")), 3);
    assertThat(run.words()).isEqualTo(3 * 9);
    assertThat(run.bytes()).isEqualTo(3 * 22);
    assertThat(run.nanos()).isPositive();
    assertThat(run.cpuNanos()).isPositive();
    assertThat(run.peakKib()).isPositive();
  }

  @Test
  void publish_runs_saysWhereTheirPageLies() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Results("pipeline", "p", List.of(), Machine.now(), List.of(), List.of(run("spark", 4)))
        .publish(new PrintStream(out, false, StandardCharsets.UTF_8));
    String line = out.toString(StandardCharsets.UTF_8).strip();
    assertThat(line).startsWith("Report: ").endsWith("report.html");
    assertThat(Path.of(line.substring(8))).content().contains("250.0 (250.0 to 250.0)");
  }

  @Test
  void named_unknown_namesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contenders.named("storm"))
        .withMessage("contender must be one of [dsstream, spark, spark-tuned]: storm");
  }

  @Test
  void report_runs_medianSmallestAndLargest() {
    List<Run> runs =
        List.of(
            run("dsstream", 10),
            run("dsstream", 4),
            run("dsstream", 5),
            run("spark", 100),
            run("spark", 50),
            run("spark", 200));
    assertThat(new PipelineReport(runs).toString())
        .contains("contender ", "dsstream ", "200.0 (100.0 to 250.0)", "20.0 (5.0-50.0)")
        .contains("spark ", "10.0 (5.0 to 20.0)", "1.0 (0.3-4.0)");
  }

  /** A run of 1 GB in so many seconds. */
  private static Run run(String name, int seconds) {
    return new Run(name, 1_000_000_000, 190_000_000, seconds * 1_000_000_000L, 1, 1024);
  }
}
