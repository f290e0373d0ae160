package io.dsstream.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of the page; the cells are plain text.
 *
 * @param heads one for each column
 * @param rows of as many cells each
 */
record Table(List<String> heads, List<List<String>> rows) {
  private static final Pattern NUMBER = Pattern.compile("-|\\d|NaN$");

  /** The rows as they are, with the names of their fields. */
  static Table of(List<JsonNode> rows) {
    List<String> heads = new ArrayList<>();
    if (!rows.isEmpty()) {
      rows.get(0).fieldNames().forEachRemaining(heads::add);
    }
    return new Table(
        heads,
        rows.stream()
            .map(row -> heads.stream().map(head -> row.path(head).asText()).toList())
            .toList());
  }

  String html() {
    String body = rows.stream().map(row -> line("td", row)).collect(Collectors.joining());
    return """
        <div class="table" tabindex="0" role="group" aria-label="Table of figures"><table>
        <thead>%s</thead>
        <tbody>
        %s</tbody>
        </table></div>
        """
        .formatted(line("th scope=\"col\"", heads), body);
  }

  private String line(String tag, List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> "<" + tag + kind(column) + ">" + Html.escape(cells.get(column)))
        .collect(Collectors.joining("", "<tr>", "\n"));
  }

  private String kind(int column) {
    boolean isNumber = rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).lookingAt());
    return isNumber ? " class=\"number\"" : "";
  }
}
