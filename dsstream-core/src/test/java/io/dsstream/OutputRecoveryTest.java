package io.dsstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as files, of jobs that end and go on. */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class OutputRecoveryTest extends FileJob {
  /** What was prepared is told by whether its batch was committed. */
  @Test
  void folder_lifeThatEndsBetweenCommitAndName_isFinishedByTheNext() throws IOException {
    Path out = folder.resolve("out");
    Sink real = Sinks.folder(out);
    sink =
        new Sink() {
          @Override
          public int limit() {
            return real.limit();
          }

          @Override
          public void prepare(BatchResult result) {
            real.prepare(result);
          }

          @Override
          public void accept(BatchResult result) {
            throw new IllegalStateException("died");
          }
        };
    file("a");
    assertThatThrownBy(() -> run(Spans.eachBatch(), 0, harness -> harness.batch()))
        .hasMessageContaining("died");
    Files.writeString(out.resolve(".batch-99000.json.tmp"), "half");
    assertThat(names(out)).containsExactly(".batch-1000.json.tmp", ".batch-99000.json.tmp");
    sink = real;
    file("b");
    run(Spans.eachBatch(), 10, harness -> harness.batch());
    assertThat(names(out)).containsExactly("batch-1000.json", "batch-11000.json");
    JsonNode json = new ObjectMapper().readTree(Files.readString(out.resolve("batch-1000.json")));
    assertThat(json.get("counts").toString()).isEqualTo("[[\"a\",1]]");
  }

  /** Their files are counted again, in a later batch; results of other jobs are left alone. */
  @ParameterizedTest
  @CsvSource({"2, 1", "3, 2"})
  void folder_newestEntriesAreDamaged_setsTheirResultsAside(int lives, int damaged)
      throws IOException {
    Path out = folder.resolve("out");
    sink = Sinks.folder(out);
    List<String> expected = new ArrayList<>(List.of("batch-99000.json"));
    List<String> again = new ArrayList<>();
    Files.writeString(out.resolve("batch-99000.json"), "{}");
    for (int life = 1; life <= lives; life++) {
      file("w" + life);
      run(Spans.eachBatch(), 10 * (life - 1), harness -> harness.batch());
    }
    for (int life = 1; life <= lives; life++) {
      boolean isDamaged = life > lives - damaged;
      int time = 10_000 * life - 9_000;
      expected.add("batch-" + time + ".json" + (isDamaged ? ".uncommitted" : ""));
      if (isDamaged) {
        again.add("[\"w" + life + "\",1]");
        Path entry = folder.resolve("state/%019d.entry".formatted(time));
        Files.write(entry, new byte[] {1}, StandardOpenOption.APPEND);
      }
    }
    run(Spans.eachBatch(), 50, harness -> harness.batch());
    assertThat(Files.readString(out.resolve("batch-51000.json")))
        .contains("\"counts\":[" + String.join(",", again) + "]");
    expected.add("batch-51000.json");
    assertThat(names(out)).containsExactlyInAnyOrderElementsOf(expected);
  }
}
