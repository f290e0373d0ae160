package io.dsstream.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the page shows of one mode.
 *
 * @param headline its main figure, or empty
 * @param summary what the headline is, or what there is to see
 * @param about how to read the figures
 * @param raw the rows that the table sums up, or null
 */
record Section(
    String headline, String summary, String about, List<Chart> charts, Table table, Table raw) {
  private static final Map<String, Function<List<JsonNode>, Section>> MODES =
      Map.of(
          "pipeline",
          PipelineSection::of,
          "latency",
          LatencySection::of,
          "growth",
          GrowthSection::of,
          Results.HOT_PATH,
          HotPathSection::of);

  /** A mode's section; of one that has no charts here, the table of its rows. */
  static Section of(String mode, List<JsonNode> rows) {
    return MODES.getOrDefault(mode, Section::plain).apply(rows);
  }

  private static Section plain(List<JsonNode> rows) {
    return new Section("", "rows: " + rows.size(), "", List.of(), Table.of(rows), null);
  }

  /** The rows as records. */
  static <T> List<T> rows(Class<T> type, List<JsonNode> rows) {
    return rows.stream().map(row -> Json.as(type, row)).toList();
  }
}
