package io.dsstream.source;

import io.dsstream.block.TextBlock;
import io.dsstream.text.Escapes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.reflect.ClassTag$;

/**
 * Lines of the files that come into a folder, each file once. Immutable; each setting gives a
 * changed copy:
 *
 * <pre>{@code
 * LineSource source = LineSources.files(Path.of("incoming")).onEof(OnEof.STOP);
 * }</pre>
 *
 * <p>Put a file there by renaming it from a name that begins with {@code .} or {@code _} or ends
 * with {@code .tmp}, for such are not read; then it is taken whole by the next batch. Of a file
 * that is written in its place the source waits until it has content and has not changed for a
 * second; what is added later is skipped, said, and counted in {@link
 * io.dsstream.block.Faults#skippedFiles()}, as are files that may not be read, that are gone when
 * they are to be read, and what is no file at all. Folders within are not looked into. A file that
 * is renamed after it was counted, or has been away for less than a day, is not counted again; one
 * that has been written anew, so that its first KiB is another, is.
 *
 * <p>A batch takes a thousand files and a gigabyte at most, the oldest first, each read by one
 * task. With a ledger files are counted exactly once, whatever kills the job, as long as they stay
 * where they are until their batch is committed.
 */
public final class FilesSource implements LineSource {
  /** What its address begins with. */
  static final String SCHEME = "files:";

  private final Path folder;
  private final OnEof onEof;

  FilesSource(Path folder, OnEof onEof) {
    this.folder = folder;
    this.onEof = onEof;
  }

  static FilesSource of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "files must be a directory: " + Escapes.visible(folder.toString()));
    }
    return new FilesSource(folder.toAbsolutePath(), OnEof.RECONNECT);
  }

  /**
   * This source with another end: {@link OnEof#RECONNECT}, which it has at first, waits for further
   * files for ever, {@link OnEof#STOP} ends when all that are there have been taken.
   */
  public FilesSource onEof(OnEof action) {
    return new FilesSource(folder, Objects.requireNonNull(action, "onEof"));
  }

  Path folder() {
    return folder;
  }

  OnEof onEof() {
    return onEof;
  }

  int maxFiles() {
    return 1_000;
  }

  long maxBytes() {
    return 1_000_000_000;
  }

  int maxLineBytes() {
    return 16 << 20;
  }

  @Override
  public JavaDStream<TextBlock> open(JavaStreamingContext context) {
    return JavaDStream.fromDStream(
        new FilesInputDStream(context.ssc(), this), ClassTag$.MODULE$.apply(TextBlock.class));
  }

  /** {@code files:DIR}, safe to show. */
  public String address() {
    return SCHEME + Escapes.visible(folder.toString());
  }

  @Override
  public String toString() {
    return "FilesSource[" + address() + "]";
  }
}
