package io.dsstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.bench.report.Chart.Bar;
import io.dsstream.bench.report.Chart.Bars;
import io.dsstream.bench.report.Chart.Limit;
import io.dsstream.bench.report.Chart.Lines;
import io.dsstream.bench.report.Chart.Point;
import io.dsstream.bench.report.Chart.Series;
import io.dsstream.bench.report.Samples.Growth;
import io.dsstream.bench.report.Samples.HotPath;
import io.dsstream.bench.report.Samples.Latency;
import io.dsstream.bench.report.Samples.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {
  @Test
  void pipeline_threeRuns_medianAndSpread() {
    Section section =
        section(
            "pipeline",
            Run.of("spark", 100, 10, 140, 800),
            Run.of("dsstream", 1000, 200, 9, 1500),
            Run.of("dsstream", 1000, 250, 10, 1600),
            Run.of("dsstream", 1000, 100, 11, 1400));
    assertThat(((Bars) section.charts().get(0)).bars())
        .containsExactly(
            new Bar("", "dsstream", 200, 100, 250, "200.0 · 20.0×"),
            new Bar("", "spark", 10, 10, 10, "10.0 · 1.0×"));
    assertThat(section.table().rows())
        .contains(
            List.of(
                "dsstream",
                "3",
                "1,000",
                "200.0 (100.0 to 250.0)",
                "40.0",
                "10.0",
                "1,500",
                "20.0 (10.0 to 25.0)"));
    assertThat(section.headline()).isEqualTo("20.0×");
    assertThat(section.raw().rows()).hasSize(4);
  }

  @Test
  void pipeline_peers_summaryNamesTheNext() {
    Section section =
        section(
            "pipeline",
            Run.of("spark", 100, 10, 140, 800),
            Run.of("flink", 100, 80, 140, 800),
            Run.of("dsstream", 1000, 200, 9, 1500));
    assertThat(section.summary()).endsWith("; 2.5× that of flink");
  }

  @Test
  void pipeline_noBaseline_hasNoRatio() {
    Section section = section("pipeline", Run.of("dsstream", 1000, 200, 9, 0));
    assertThat(section.headline()).isEmpty();
    assertThat(section.table().rows().get(0)).endsWith("-", "-");
    assertThat(section.charts()).extracting(Chart::isEmpty).containsExactly(false, false, true);
  }

  @Test
  void hotPath_texts_eachBesideItsBaseline() {
    Section section =
        section(
            "hot-path",
            HotPath.of("kjv", "dsstream", 600, 30, 386),
            HotPath.of("zipf", "dsstream", 300, Double.NaN, Double.NaN),
            HotPath.of("kjv", "naive", 50, 5, 2e8),
            HotPath.of("zipf", "naive", 30, 40, 2e8));
    assertThat(((Bars) section.charts().get(0)).bars())
        .containsExactly(
            new Bar("kjv", "dsstream", 600, 570, 630, "600.0 · 12.0×"),
            new Bar("kjv", "naive", 50, 45, 55, "50.0"),
            new Bar("zipf", "dsstream", 300, 300, 300, "300.0 · 10.0×"),
            new Bar("zipf", "naive", 30, 0, 70, "30.0"));
    assertThat(section.table().rows())
        .contains(
            List.of("kjv", "dsstream", "600.0 ± 30.0", "120.0 ± 6.0", "386", "0.0", "12.0"),
            List.of("zipf", "dsstream", "300.0", "60.0", "-", "-", "10.0"));
    assertThat(section.headline()).isEqualTo("10.0 to 12.0×");
  }

  @Test
  void latency_intervals_aChartEach() {
    Section section =
        section(
            "latency",
            new Latency("spark", 1000, 9, 5, 6, 7, 8, 9, 1, 2, 3),
            new Latency("dsstream", 50, 9, 41, 52, 63, 74, 85, 1, 2, 3));
    assertThat(section.charts()).hasSize(2);
    Lines first = (Lines) section.charts().get(0);
    assertThat(first.limit()).isEqualTo(new Limit(110, "demand 110 ms"));
    assertThat(first.series()).extracting(Series::name).containsExactly("dsstream");
    assertThat(first.series().get(0).points()).contains(new Point(2, 63, 63, 63));
    assertThat(section.headline()).isEqualTo("63 ms");
    assertThat(section.table().rows().get(0))
        .containsExactly(
            "50", "dsstream", "9", "41.0", "52.0", "63.0", "74.0", "85.0", "1", "2", "3");
  }

  @Test
  void growth_curves_aChartEach_pointsFromLeftToRight() {
    Section section =
        section(
            "growth",
            new Growth("batch size", "dsstream", 64, "MB", 200, "MB/s", 190, 210),
            new Growth("batch size", "dsstream", 1, "MB", 100, "MB/s", 90, 110),
            new Growth("batch size", "spark", 1, "MB", Double.NaN, "MB/s", 9, 11),
            new Growth("task threads", "dsstream", 2, "", 7, "MB/s", 7, 7));
    assertThat(section.charts())
        .extracting(Chart::title)
        .containsExactly("Batch size", "Task threads");
    Lines first = (Lines) section.charts().get(0);
    assertThat(first.x()).isEqualTo("batch size, MB");
    assertThat(first.series())
        .containsExactly(
            new Series(
                "dsstream", List.of(new Point(1, 100, 90, 110), new Point(64, 200, 190, 210))));
    assertThat(section.table().rows()).hasSize(4);
  }

  @Test
  void growth_pointWithoutFigure_isToldAndNotDrawn() {
    record Noted(
        String curve,
        String contender,
        double x,
        String xUnit,
        double value,
        String valueUnit,
        double min,
        double max,
        String note) {}
    Section section =
        section(
            "growth",
            new Noted("keys", "dsstream", 5e6, "words", 4, "ms", 3, 5, ""),
            new Noted(
                "keys",
                "spark",
                5e6,
                "words",
                Double.NaN,
                "ms",
                Double.NaN,
                Double.NaN,
                "out of memory"));
    assertThat(((Lines) section.charts().get(0)).series())
        .extracting(Series::name)
        .containsExactly("dsstream");
    assertThat(section.table().rows().get(1))
        .containsExactly("keys", "spark", "5,000,000", "words", "-", "ms", "-", "-");
    assertThat(section.about())
        .endsWith("logarithmic. No figure of spark for keys at 5,000,000: out of memory.");
  }

  @Test
  void unknownMode_tableOfItsFields() {
    Section section = section("other", new Samples.Other("a", 7));
    assertThat(section.charts()).isEmpty();
    assertThat(section.table())
        .isEqualTo(new Table(List.of("name", "count"), List.of(List.of("a", "7"))));
  }

  @Test
  void rows_moreFieldsThanRead_areLeftAlone() {
    record More(
        String curve,
        String contender,
        double x,
        String xUnit,
        double value,
        String valueUnit,
        double min,
        double max,
        int runs) {}
    assertThat(section("growth", new More("c", "spark", 1, "", 2, "ms", 2, 2, 3)).charts())
        .hasSize(1);
  }

  private static Section section(String mode, Object... rows) {
    List<JsonNode> json = new ArrayList<>();
    for (Object row : rows) {
      json.add(Json.as(JsonNode.class, row));
    }
    return Section.of(mode, json);
  }
}
