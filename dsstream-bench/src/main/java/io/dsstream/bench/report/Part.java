package io.dsstream.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsstream.bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One mode's part of the page: its results, and what is shown of them. */
record Part(String mode, JsonNode json, Section section) {
  private static final List<String> ORDER =
      List.of("pipeline", Results.HOT_PATH, "latency", "growth");

  static Part of(JsonNode json) {
    List<JsonNode> rows = new ArrayList<>();
    json.path("rows").forEach(rows::add);
    String mode = json.path("mode").asText();
    return new Part(mode, json, Section.of(mode, rows));
  }

  /** Where it stands on the page. */
  int order() {
    int place = ORDER.indexOf(mode);
    return place < 0 ? ORDER.size() : place;
  }

  String tile() {
    return """
        <li><a href="#%s"><span>%s</span> <strong>%s</strong> <small>%s</small></a>
        """
        .formatted(
            Html.escape(mode),
            text("title"),
            Html.escape(section.headline()),
            Html.escape(section.summary()));
  }

  String html() {
    return """
        <section id="%s" aria-labelledby="%1$s-title">
        <h2 id="%1$s-title">%s</h2>
        <p>%s</p>
        <div class="charts">
        %s</div>
        %s%s%s</section>
        """
        .formatted(
            Html.escape(mode),
            text("title"),
            Html.escape(section.about()),
            charts(),
            section.table().html(),
            raw(),
            origin());
  }

  private String charts() {
    return section.charts().stream()
        .filter(chart -> !chart.isEmpty())
        .map(Chart::html)
        .collect(Collectors.joining());
  }

  private String raw() {
    return section.raw() == null
        ? ""
        : "<details><summary>Every run</summary>\n%s</details>\n".formatted(section.raw().html());
  }

  private String origin() {
    JsonNode machine = json.path("machine");
    List<String> jvms = new ArrayList<>();
    json.path("jvms").forEach(jvm -> jvms.add(Html.escape(jvm.asText())));
    return """
        <dl>
        <dt>Date<dd>%s
        <dt>Machine<dd>%s, %s CPUs, load %s before; %s
        <dt>JVM<dd>%s
        <dt>Command<dd><code>%s</code>
        </dl>
        """
        .formatted(
            text("date").replace('T', ' ').replace("Z", " UTC"),
            Html.escape(machine.path("processor").asText()),
            Html.escape(machine.path("cpus").asText()),
            Figures.format("%.1f", machine.path("load").asDouble()),
            Html.escape(machine.path("system").asText()),
            String.join("<br>", jvms),
            text("command"));
  }

  private String text(String field) {
    return Html.escape(json.path(field).asText());
  }
}
