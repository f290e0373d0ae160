package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import io.dsstream.state.OutputLock;
import io.dsstream.state.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file for each result, whole or not at all. */
final class FolderSink implements Sink {
  private static final Pattern UNFINISHED = Pattern.compile("\\.(batch-(\\d{1,19})\\.json)\\.tmp");

  private final Path folder;
  private final BatchFormat format;

  FolderSink(Path folder, BatchFormat format) {
    OutputLock.claim(folder);
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
    return file(result.time());
  }

  private Path file(Instant time) {
    return folder.resolve("batch-" + time.toEpochMilli() + ".json");
  }

  /**
   * The batch that was committed last gets its file; those before it have theirs, and one that was
   * not committed has never been.
   */
  @Override
  public void resume(Instant last, List<Instant> lost) {
    lost.forEach(this::setAside);
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.toList();
      for (Path file : files) {
        Matcher unfinished = UNFINISHED.matcher(file.getFileName().toString());
        if (unfinished.matches()) {
          resume(file, unfinished, last.toEpochMilli());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
    }
  }

  private void setAside(Instant lost) {
    Path aside = WholeFile.setAside(file(lost), ".uncommitted");
    if (aside != null) {
      Logger log = LoggerFactory.getLogger(FolderSink.class); // not before logging is set up
      log.warn(
          "output {} is of a batch that the state has lost, and is told again where the source can:"
              + " it is {} now",
          file(lost),
          aside.getFileName());
    }
  }

  private void resume(Path file, Matcher name, long last) throws IOException {
    if (name.group(2).equals(Long.toString(last))) {
      WholeFile.publish(folder.resolve(name.group(1)));
    } else {
      Files.delete(file);
    }
  }
}
