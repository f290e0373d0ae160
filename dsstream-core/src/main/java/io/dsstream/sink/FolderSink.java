package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import io.dsstream.state.FolderLock;
import io.dsstream.state.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file for each result, whole or not at all. */
final class FolderSink implements Sink {
  private static final Logger LOG = LoggerFactory.getLogger(FolderSink.class);

  private static final Pattern UNFINISHED = Pattern.compile("\\.(batch-(\\d{1,18})\\.json)\\.tmp");
  private static final Pattern WHOLE = Pattern.compile("batch-(\\d{1,18})\\.json");

  private final Path folder;
  private final BatchFormat format;

  FolderSink(Path folder, BatchFormat format) {
    FolderLock.claimOutput(folder);
    this.folder = folder;
    this.format = format;
  }

  @Override
  public int limit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void prepare(BatchResult result) {
    WholeFile.prepare(file(result), format.format(result).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void accept(BatchResult result) {
    WholeFile.publish(file(result));
  }

  private Path file(BatchResult result) {
    return folder.resolve("batch-" + result.time().toEpochMilli() + ".json");
  }

  /**
   * The batch that was committed last gets its file; those before it have theirs. One that was not
   * committed, or that the ledger has lost, has none: a later batch tells it again.
   */
  @Override
  public void resume(Instant last) {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
      for (Path file : files) {
        resume(file, last.toEpochMilli());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    }
  }

  private void resume(Path file, long last) throws IOException {
    Matcher unfinished = UNFINISHED.matcher(file.getFileName().toString());
    Matcher whole = WHOLE.matcher(file.getFileName().toString());
    if (unfinished.matches() && Long.parseLong(unfinished.group(2)) == last) {
      WholeFile.publish(folder.resolve(unfinished.group(1)));
    } else if (unfinished.matches()) {
      Files.delete(file);
    } else if (whole.matches() && last > 0 && Long.parseLong(whole.group(1)) > last) {
      setAside(file);
    }
  }

  /** Of a ledger whose newest entry is damaged, or that is a copy of an earlier one. */
  private static void setAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".uncommitted");
    LOG.warn(
        "output {} is of a batch that the state has lost, and is told again where the source can:"
            + " renamed to {}",
        file,
        aside.getFileName());
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
  }
}
