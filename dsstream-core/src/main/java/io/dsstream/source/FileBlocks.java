package io.dsstream.source;

import io.dsstream.block.LineFramer;
import io.dsstream.block.TextBlock;
import io.dsstream.text.Escapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks of a file, read as they are asked for: as much of it as it had when it was taken, so
 * that it is the same each time. A file that is not there any more is one block that tells so.
 */
final class FileBlocks implements Iterator<TextBlock> {
  private static final Logger LOG = LoggerFactory.getLogger(FileBlocks.class);

  private final Path file;
  private final LineFramer framer;
  private InputStream in;
  private long left;
  private TextBlock next;

  FileBlocks(Path file, long size, int maxLineBytes) {
    this.file = file;
    this.left = size;
    this.framer = new LineFramer(maxLineBytes);
    try {
      in = Files.newInputStream(file);
      next = read();
    } catch (NoSuchFileException | AccessDeniedException e) {
      LOG.warn("file skipped: {}: it is gone", Escapes.visible(file.toString()));
      next = TextBlock.skippedFiles(1);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "cannot read " + Escapes.visible(file.toString()) + ": " + e, e);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public TextBlock next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    TextBlock block = next;
    try {
      next = in == null ? null : read();
    } catch (IOException e) {
      throw failed(e);
    }
    return block;
  }

  /** The next block, or null at the end. */
  private TextBlock read() throws IOException {
    while (left > 0) {
      int wanted = (int) Math.min(framer.space(), left);
      int n = in.read(framer.buffer(), framer.position(), wanted);
      if (n < 0) {
        break; // it has been cut short
      }
      framer.received(n);
      left -= n;
      TextBlock block = framer.space() == 0 || left == 0 ? framer.cut() : null;
      if (block != null) {
        return block;
      }
    }
    left = 0;
    TextBlock whole = framer.cut();
    TextBlock last = whole == null ? framer.finish() : whole;
    if (last == null) {
      in.close();
      in = null;
    }
    return last;
  }
}
