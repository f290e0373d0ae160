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
 * that it is the same each time. A file that is not there any more, or not as it was, is one block
 * that tells so.
 */
final class FileBlocks implements Iterator<TextBlock>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileBlocks.class);

  private static final int MIN_BLOCK_BYTES = 1 << 10;
  private static final int MAX_BLOCK_BYTES = 4 << 20;

  /** What a framer leaves of a block for its array's. */
  private static final int HEADER = 16;

  private final Path file;
  private LineFramer framer;
  private InputStream in;
  private long left;
  private boolean isCut;
  private TextBlock next;

  FileBlocks(Path file, FileId id, int maxLineBytes) {
    this.file = file;
    this.left = id.size();
    this.framer = new LineFramer(maxLineBytes, blockBytes(id.size()));
    try {
      in = Files.newInputStream(file);
      FileId opened = FileId.of(file);
      next = isAsTaken(opened, id) ? read() : skipped("it has changed before it could be read");
    } catch (NoSuchFileException e) {
      next = skipped("it is gone");
    } catch (AccessDeniedException e) {
      next = skipped("it may not be read any more");
    } catch (IOException e) {
      close();
      throw failed(e);
    }
  }

  /** What was added since is not read, and told of by the folder's next look. */
  private boolean isAsTaken(FileId opened, FileId id) throws IOException {
    boolean hasGrown = opened.size() >= id.size() && id.isHeadOf(file);
    return opened.inode() == id.inode() && (opened.isSameContent(id) || hasGrown);
  }

  /** What a small file needs, for a task may read many. */
  private static int blockBytes(long size) {
    return (int) Math.max(MIN_BLOCK_BYTES, Math.min(size + HEADER, MAX_BLOCK_BYTES));
  }

  private TextBlock skipped(String reason) {
    LOG.warn("file skipped: {}: {}", Escapes.visible(file.toString()), reason);
    close();
    return TextBlock.skippedFiles(1);
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
        LOG.warn("file cut short: {}", Escapes.visible(file.toString()));
        isCut = true;
        break;
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
      close();
      return isCut ? TextBlock.skippedFiles(1) : null;
    }
    return last;
  }

  /** May be called again; then there are no further blocks. */
  @Override
  public void close() {
    try {
      if (in != null) {
        in.close();
        in = null;
        framer = null; // its buffer, for the task knows this until it ends
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
