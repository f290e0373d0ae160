package io.dsstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.source.LineSources;
import io.dsstream.source.OnEof;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Spans;
import io.dsstream.state.Ledger;
import io.dsstream.testkit.BatchHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A folder as the source of a job: files that grow, go, or are there under another name. */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class FilesJobTest extends FileJob {
  @Test
  void files_onEofStop_endsWhenAllAreCounted() throws IOException {
    file("a é", "", "b");
    Path incoming = folder.resolve("in");
    Files.write(incoming.resolve("crlf"), "\uFEFFx\r\ny\rz".getBytes(UTF_8));
    Files.setLastModifiedTime(incoming.resolve("crlf"), FileTime.fromMillis(0));
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      pipeline(LineSources.files(incoming).onEof(OnEof.STOP), Spans.eachBatch())
          .attach(harness.context());
      harness.batches(3);
    }
    assertThat(words(results.get(0).counts()))
        .isEqualTo(Map.of("a", 1L, "é", 1L, "", 1L, "b", 1L, "x", 1L, "y", 1L, "z", 1L));
    assertThat(results.get(0).tally().lines()).isEqualTo(6);
    assertThat(results.get(0).tally().faults().byteOrderMarks()).isEqualTo(1);
    assertThat(results).extracting(BatchResult::isLast).containsExactly(false, true, false);
  }

  /** A writer that goes on, or a touch: what was taken is there. What was added is told of. */
  @Test
  void files_grownBeforeTheyAreRead_areReadAsTheyWere() throws IOException {
    file("a");
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      pipeline(Spans.running()).attach(harness.context());
      harness.hold();
      harness.batch();
      Files.writeString(folder.resolve("in/file0"), "b\n", StandardOpenOption.APPEND);
      harness.release();
      harness.batch();
    }
    assertThat(words(last().counts())).isEqualTo(Map.of("a", 1L));
    assertThat(results)
        .extracting(result -> result.tally().faults().skippedFiles())
        .containsExactly(0L, 1L);
  }

  /** However the folder is spelled. */
  @Test
  void files_ofTheSameFolderByAnotherName_areNotTakenAgain() throws IOException {
    file("a");
    run(Spans.running(), 0, harness -> harness.batch());
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in"));
    for (Path other : List.of(folder.resolve("./in"), link)) {
      try (BatchHarness harness =
              BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(20 * ++files));
          Ledger ledger = Ledger.open(folder.resolve("state"))) {
        pipeline(LineSources.files(other), Spans.running()).attach(harness.context(), ledger);
        harness.batch();
      }
      assertThat(words(last().counts())).as("%s", other).isEqualTo(Map.of("a", 1L));
    }
  }

  @Test
  void files_goneBeforeTheyAreRead_areCountedAsSkipped() throws IOException {
    file("a");
    file("b");
    try (BatchHarness harness = BatchHarness.create(Duration.ofSeconds(1))) {
      pipeline(Spans.eachBatch()).attach(harness.context());
      harness.hold();
      harness.batch();
      Files.delete(folder.resolve("in/file0"));
      harness.release();
    }
    assertThat(last().tally().faults().skippedFiles()).isEqualTo(1);
    assertThat(words(last().counts())).isEqualTo(Map.of("b", 1L));
  }
}
