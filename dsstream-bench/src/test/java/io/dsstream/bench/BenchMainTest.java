package io.dsstream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path directory;

  @Test
  void run_inThisJvm_measuresEachBenchmark() {
    Path json = directory.resolve("result.json");
    assertThat(run("BlockCounter -p text=zipf -f 0 -wi 0 -i 1 -r 1ms -rff " + json)).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("Takes about \\d+ s \\(measurements: 2, in this JVM\\)")
        .containsPattern("1/2 zipf +dsstream +\\d+\\R")
        .containsPattern("2/2 zipf +naive +\\d+\\R")
        .containsPattern("zipf +dsstream +[\\d.]+ +[\\d.]+ +- +- +- +[\\d.]+x\\R")
        .containsPattern("zipf +naive +[\\d.]+ +[\\d.]+ +- +- +- +1.0x\\R")
        .containsPattern("Report: .*report\\.html\\R$");
    assertThat(json).content().contains("\"gc.alloc.rate.norm\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-f many",
        "-f",
        "-zzz",
        "-r soon",
        "-bm avgt",
        "-tu ms",
        "-rf xml",
        "-v loud",
        "-p text=alice",
        "-p text",
        "-prof nosuch",
        "-jvm /no/such/java",
        "-rff /no/such/directory/result.json",
        "nosuch",
        "[",
        "-e [",
        "-wmb ["
      })
  void run_badArguments_sayOneLine(String arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("dsstream-bench: ")
        .endsWith(" (-h lists the options)");
  }

  @Test
  void run_growthOfNoCurve_namesThoseThereAre() {
    assertThat(run("growth threads width")).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "dsstream-bench: curve must be one of [batch-size, distinct, threads, connections,"
                + " interval, window, keys]: width");
  }

  @Test
  void run_kitOfNoTest_namesThoseThereAre() {
    assertThat(run("kit batch width")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "dsstream-bench: test must be one of [batch, ten-batches, socket]: width");
  }

  private int run(String arguments) {
    return BenchMain.run(print(out), print(err), arguments.split(" "));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
