package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dsstream.bench.report.Spread;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthReportTest {
  @Test
  void report_points_medianExtremesAndRate() {
    List<GrowthRow> rows =
        List.of(
            GrowthRow.of(Curve.BATCH_SIZE, "dsstream", 100_000, new Spread(100, 125, 200)),
            GrowthRow.of(Curve.DISTINCT, "dsstream", 1_000, new Spread(3, 4, 5)),
            GrowthRow.of(Curve.THREADS, "dsstream", 2, new Spread(900, 1_000.4, 1_100)));
    String table = new GrowthReport(rows).toString().replaceAll(" +", " ");
    assertThat(table)
        .contains("batch-size dsstream 100,000 KB 125 ms 100 200 800.0 MB/s\n")
        .contains("distinct dsstream 1,000 words 4.00 ns/word 3.00 5.00 250.0 M words/s\n")
        .contains("threads dsstream 2 1,000 MB/s 900 1,100");
  }

  @Test
  void report_peers_eachBesideItsOwnFirstPoint() {
    List<GrowthRow> rows =
        List.of(
            GrowthRow.of(Curve.WINDOW, "dsstream", 10, new Spread(2, 4, 5)),
            GrowthRow.of(Curve.WINDOW, "spark", 10, new Spread(80, 100, 110)),
            GrowthRow.of(Curve.WINDOW, "dsstream", 3_600, new Spread(3, 5, 6)),
            GrowthRow.of(Curve.WINDOW, "spark", 3_600, new Spread(150, 200, 210)));
    assertThat(new GrowthReport(rows).toString().replaceAll(" +", " "))
        .contains("window dsstream 10 batches 4.00 ms 2.00 5.00 1.00x\n")
        .contains("window dsstream 3,600 batches 5.00 ms 3.00 6.00 1.25x\n")
        .contains("window spark 3,600 batches 200 ms 150 210 2.00x\n");
  }

  @Test
  void report_pointThatAPeerCouldNotDo_saysWhy() {
    List<GrowthRow> rows =
        List.of(
            GrowthRow.missing(Curve.KEYS, "spark-map", 50_000, "out of memory"),
            GrowthRow.of(Curve.KEYS, "spark-map", 5_000_000, new Spread(3, 5, 6)));
    assertThat(new GrowthReport(rows).toString().replaceAll(" +", " "))
        .contains("keys spark-map 50,000 words - ms - - -\n")
        .contains("keys spark-map 5,000,000 words 5.00 ms 3.00 6.00 \n")
        .endsWith("- of keys, 50,000 words, spark-map: out of memory\n");
  }

  @Test
  void report_largeFigures_fitALine() {
    Spread figure = new Spread(99_999, 100_000, 100_001);
    List<GrowthRow> rows =
        Arrays.stream(Curve.values())
            .flatMap(
                curve ->
                    curve.contenders().stream()
                        .map(name -> GrowthRow.of(curve, name, 10_000_000, figure)))
            .toList();
    assertThat(new GrowthReport(rows).toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void curves_all_growAndAreDistinct() {
    assertThat(Curve.values()).extracting(Curve::toString).doesNotHaveDuplicates();
    for (Curve curve : Curve.values()) {
      assertThat(curve.points()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(2);
      assertThat(curve.contenders()).startsWith("dsstream").doesNotHaveDuplicates();
      assertThat(curve.seconds()).isPositive();
    }
    assertThat(Arrays.stream(Curve.values()).mapToInt(Curve::seconds).sum()).isLessThan(2_100);
  }

  @Test
  void named_unknown_namesThoseThereAre() {
    assertThat(Curve.named("batch-size")).isSameAs(Curve.BATCH_SIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Curve.named("width"))
        .withMessage(
            "curve must be one of [batch-size, distinct, threads, connections, interval, window,"
                + " keys]: width");
  }
}
