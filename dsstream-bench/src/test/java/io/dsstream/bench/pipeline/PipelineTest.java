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
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PipelineTest {
  static Stream<String> names() {
    return Stream.concat(
        Contenders.names().stream(), Stream.of(FloorContender.values()).map(Object::toString));
  }

  @ParameterizedTest
  @MethodSource("names")
  void run_smallText_countsEveryWord(String name) throws Exception {
    Run run = Run.of(name, new Load(List.of(block(200)), 10));
    int wordsOfCopy = name.equals("spark-raw") ? 6 : 9;
    assertThat(run.words()).isEqualTo(2_000L * wordsOfCopy);
    assertThat(run.bytes()).isEqualTo(2_000L * 22);
    assertThat(run.nanos()).isPositive();
    assertThat(run.cpuNanos()).isPositive();
    assertThat(run.peakKib()).isPositive();
  }

  @Test
  void run_severalConnections_countEveryWord() throws Exception {
    Run run = Run.of(Contenders.dsstream(3), new Load(List.of(block(200)), 10));
    assertThat(run.words()).isEqualTo(18_000);
  }

  /** So many copies of three lines with empty words; 22 bytes a copy. */
  private static TextBlock block(int copies) {
    return TextBlock.ofLines(
        Collections.nCopies(copies, List.of("to be  or", "", "not to be ")).stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void of_moreThanABlock_sendsWholeBlocks() {
    Load load = Load.of(List.of(block(1), block(1)), 70);
    assertThat(load.count()).isEqualTo(3);
    assertThat(load.bytes()).isEqualTo(3 * 22);
  }

  @Test
  void of_lessThanABlock_sendsItsFirstLines() {
    Load load = Load.of(List.of(block(2), block(2)), 25);
    assertThat(load.bytes()).isEqualTo(22 + 10);
    assertThat(load.countsOfBlock()).containsEntry("to", 3L).containsEntry("not", 1L);
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
        .withMessage(
            "contender must be one of [dsstream, spark, spark-tuned, spark-raw, "
                + "structured, flink, jet, kafka-streams, "
                + "floor-null, floor-copy, floor-lines, floor-count]: storm");
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
        .contains("spark ", "10.0 (5.0 to 20.0)", "1.0 (0.25-4.0)");
  }

  /** A run of 1 GB in so many seconds. */
  private static Run run(String name, int seconds) {
    return new Run(name, 1_000_000_000, 190_000_000, seconds * 1_000_000_000L, 1, 1024);
  }
}
