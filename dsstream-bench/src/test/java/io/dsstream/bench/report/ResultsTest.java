package io.dsstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir private Path directory;

  @Test
  void save_tellsWhatWhereWhenAndHow() throws IOException {
    JsonNode json = saved(Samples.growth());
    assertThat(json.path("mode").asText()).isEqualTo("growth");
    assertThat(json.path("title").asText()).isEqualTo("Growth");
    assertThat(json.path("date").asText()).isEqualTo("2026-11-25T09:19Z");
    assertThat(json.path("machine").path("cpus").asInt()).isEqualTo(2);
    assertThat(json.path("jvms").path(0).asText()).isEqualTo("OpenJDK Growth");
    assertThat(json.path("rows")).hasSize(Samples.growth().rows().size());
    assertThat(json.path("rows").path(0).path("xUnit").isTextual()).isTrue();
  }

  @Test
  void save_command_isWhatToTypeAgain() throws IOException {
    assertThat(command("pipeline", "dsstream", "spark"))
        .isEqualTo("mvn -pl dsstream-bench exec:java -Dexec.args=\"pipeline dsstream spark\"");
    assertThat(command("latency"))
        .isEqualTo("mvn -pl dsstream-bench exec:java -Dexec.args=\"latency\"");
    assertThat(command(Results.HOT_PATH, "-f", "1"))
        .isEqualTo("mvn -pl dsstream-bench exec:java -Dexec.args=\"-f 1\"");
    assertThat(command(Results.HOT_PATH)).isEqualTo("mvn -pl dsstream-bench exec:java");
  }

  @Test
  void save_hostileRow_comesBackAsItWas() throws IOException {
    JsonNode row = saved(Samples.hostile()).path("rows").path(0);
    assertThat(row.path("name").asText()).isEqualTo(Samples.HOSTILE);
  }

  @Test
  void save_again_replaces() throws IOException {
    saved(Samples.results("growth", "old", List.of(), List.of()));
    assertThat(saved(Samples.growth()).path("title").asText()).isEqualTo("Growth");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  private String command(String mode, String... arguments) throws IOException {
    return saved(Samples.results(mode, "t", List.of(arguments), List.of()))
        .path("command")
        .asText();
  }

  private JsonNode saved(Results results) throws IOException {
    results.save(directory);
    return Json.read(directory.resolve(results.mode() + ".json"));
  }
}
