package io.dsstream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  // 25 blocks a second of 4 MB and 800,000 words each, and a tenth as many.
  private static final Row FAST = row("kjv", "dsstream", 25, 1.25, 2_000_000);
  private static final Row NAIVE = row("kjv", "naive", 2.5, 0.5, 80_000_000);

  @Test
  void table_dividesByItsOwnTextsBaseline() {
    Row other = row("zipf", "naive", 5, Double.NaN, Double.NaN);
    assertThat(lines(NAIVE, other, FAST))
        .startsWith(
            "text implementation MB/s M words/s B/op B/word vs kjv vs naive",
            "kjv dsstream 100.0 ± 5.0 20.0 ± 1.0 2,000,000 2.5 1.00x 10.0x",
            "kjv naive 10.0 ± 2.0 2.0 ± 0.4 80,000,000 100.0 1.00x 1.0x",
            "zipf naive 20.0 4.0 - - 2.00x 1.0x");
  }

  @Test
  void table_noBaseline_hasNoRatio() {
    assertThat(lines(FAST).get(1)).endsWith("2.5 1.00x -");
  }

  @Test
  void table_bigFigures_fitsHundredColumns() {
    Row big = row("distinct-1m", "dsstream", 2500, 250, 999_999_999);
    assertThat(new Report(List.of(big, NAIVE)).toString().lines())
        .allMatch(line -> line.length() <= 100);
  }

  private static List<String> lines(Row... rows) {
    return new Report(List.of(rows)).toString().lines().map(l -> l.replaceAll(" +", " ")).toList();
  }

  private static Row row(
      String text, String implementation, double blocks, double error, double allocated) {
    return new Row(
        new Subject(text, implementation),
        new Rate(blocks, error),
        new Rate(4e6 * blocks, 4e6 * error),
        new Rate(8e5 * blocks, 8e5 * error),
        allocated);
  }
}
