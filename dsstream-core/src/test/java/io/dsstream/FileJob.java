package io.dsstream;

import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSource;
import io.dsstream.source.LineSources;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Span;
import io.dsstream.state.Ledger;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A job that reads a folder, in one life after another. */
abstract class FileJob {
  @TempDir Path folder;
  final List<BatchResult> results = new ArrayList<>();
  Tokenizer tokenizer = Tokenizers.space();
  Sink sink = Sinks.forEach(10, results::add);
  int files;

  void file(String... lines) throws IOException {
    Path incoming = Files.createDirectories(folder.resolve("in"));
    Path file = incoming.resolve("file" + files++);
    Files.writeString(file, String.join("\n", lines) + "\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** A life of the job that starts at a second; all that it took is committed or it is not. */
  void run(Span span, int start, Consumer<BatchHarness> life) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    try (BatchHarness harness =
            BatchHarness.create(Duration.ofSeconds(1), Instant.ofEpochSecond(start));
        Ledger ledger = Ledger.open(folder.resolve("state"))) {
      pipeline(span).attach(harness.context(), ledger);
      life.accept(harness);
    }
  }

  LinePipeline pipeline(Span span) {
    return pipeline(LineSources.files(folder.resolve("in")), span);
  }

  LinePipeline pipeline(LineSource source, Span span) {
    return new LinePipeline(source, tokenizer, Reducers.sum(), span, sink);
  }

  BatchResult last() {
    return results.get(results.size() - 1);
  }

  static Map<String, Long> words(List<WordCount> counts) {
    Map<String, Long> words = new TreeMap<>();
    counts.forEach(count -> words.put(count.word(), count.count()));
    return words;
  }

  /** The files of a folder, but for its lock. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }
}
