package io.dsstream.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyReportTest {
  private static final LatencyRow SPARK = row("spark", 200, 30, 0);

  @Test
  void report_ours_meetsWhatItJustMeets() {
    assertThat(report(row("dsstream", 160, 10, 99), SPARK))
        .contains("dsstream 100 5000 90.0 150.5 160.0 1001.5 1234.5 10 40 99")
        .contains("spark 100 5000 90.0 150.5 200.0 1001.5 1234.5 30 40 0")
        .endsWith(
            "100 ms: p99 160.0, must be <= 160: met; delay 99, must be < 100: met;"
                + " batch 10, must be <= 30/3: met");
  }

  @Test
  void report_ours_missesWhatItMisses() {
    assertThat(report(row("dsstream", 160.1, 11, 100), SPARK))
        .endsWith(
            "100 ms: p99 160.1, must be <= 160: MISSED; delay 100, must be < 100: MISSED;"
                + " batch 11, must be <= 30/3: MISSED");
  }

  @Test
  void report_noBaseline_comparesNothing() {
    assertThat(report(row("dsstream", 1, 1, 0)))
        .endsWith("100 ms: p99 1.0, must be <= 160: met; delay 0, must be < 100: met");
    assertThat(report(SPARK)).noneMatch(line -> line.contains("must be"));
  }

  private static List<String> report(LatencyRow... rows) {
    return new LatencyReport(List.of(rows))
        .toString()
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .toList();
  }

  private static LatencyRow row(String contender, double p99, long processing, long delay) {
    return new LatencyRow(
        contender, 100, 5000, 90, 150.5, p99, 1001.5, 1234.5, 5, processing, 40, 45, delay);
  }
}
