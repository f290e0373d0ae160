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
            GrowthRow.of(Curve.BATCH_SIZE, 100_000, new Spread(100, 125, 200)),
            GrowthRow.of(Curve.DISTINCT, 1_000, new Spread(3, 4, 5)),
            GrowthRow.of(Curve.THREADS, 2, new Spread(900, 1_000.4, 1_100)));
    String table = new GrowthReport(rows).toString().replaceAll(" +", " ");
    assertThat(table)
        .contains("batch-size 100,000 KB 125 ms 100 200 800.0 MB/s\n")
        .contains("distinct 1,000 words 4.00 ns/word 3.00 5.00 250.0 M words/s\n")
        .contains("threads 2 1,000 MB/s 900 1,100");
    assertThat(table.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void curves_all_growAndAreDistinct() {
    assertThat(Curve.values()).extracting(Curve::toString).doesNotHaveDuplicates();
    for (Curve curve : Curve.values()) {
      assertThat(curve.points()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(3);
      assertThat(curve.seconds()).isPositive();
    }
    assertThat(Arrays.stream(Curve.values()).mapToInt(Curve::seconds).sum()).isLessThan(400);
  }

  @Test
  void named_unknown_namesThoseThereAre() {
    assertThat(Curve.named("batch-size")).isSameAs(Curve.BATCH_SIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Curve.named("width"))
        .withMessage(
            "curve must be one of [batch-size, distinct, threads, connections, interval]: width");
  }
}
