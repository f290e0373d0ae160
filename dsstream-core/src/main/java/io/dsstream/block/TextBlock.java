package io.dsstream.block;

import io.dsstream.text.LineEnds;
import io.dsstream.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;

/**
 * Bytes that hold whole lines of UTF-8 text: what a source stores and a tokenizer reads.
 *
 * <p>Every line in the block is ended by {@code \n}, {@code \r\n} or a lone {@code \r}; the byte
 * after the last line end, if any, is padding. Blocks are immutable by agreement: nobody writes to
 * {@link #bytes()} once a block is made, so any thread may read it.
 *
 * <pre>{@code
 * TextBlock block = TextBlock.ofLines("to be", "or not");
 * block.lines();   // 2
 * block.length();  // 13: two line ends included
 * }</pre>
 */
public final class TextBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Instead of how many lines end here: as many as there are line ends. */
  static final long AS_LINE_ENDS = -1;

  private final byte[] bytes;
  private final int length;
  private final long lines;
  private final long received;
  // Kryo, which Spark may be told to use, fails on records: so these are here one by one.
  private final long longLines;
  private final long partialLines;
  private final long reconnects;
  private final long byteOrderMarks;
  private final long skippedFiles;
  private final long pausedMillis;
  private final boolean end;

  TextBlock(byte[] bytes, int length, long lines, long received, Faults faults, boolean end) {
    this(bytes, length, lines, received, faults, 0, end);
  }

  private TextBlock(
      byte[] bytes,
      int length,
      long lines,
      long received,
      Faults faults,
      long pausedMillis,
      boolean end) {
    this.bytes = bytes;
    this.length = length;
    this.lines = lines;
    this.received = received;
    this.longLines = faults.longLines();
    this.partialLines = faults.partialLines();
    this.reconnects = faults.reconnects();
    this.byteOrderMarks = faults.byteOrderMarks();
    this.skippedFiles = faults.skippedFiles();
    this.pausedMillis = pausedMillis;
    this.end = end;
  }

  /**
   * A block of the given lines, each ended by {@code \n}. A line that contains line ends counts as
   * the several lines it is; lone surrogates become U+FFFD.
   *
   * @throws NullPointerException if the array or a line is null
   */
  public static TextBlock ofLines(String... lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : lines) {
      out.writeBytes(Utf8.encode(line));
      out.write('\n');
    }
    byte[] bytes = out.toByteArray();
    return ofBytes(bytes, bytes.length);
  }

  /**
   * A block of the first {@code length} bytes of an array, which the block keeps: do not write to
   * it afterwards.
   *
   * @throws IllegalArgumentException if the bytes do not end with a line end
   */
  public static TextBlock ofBytes(byte[] bytes, int length) {
    if (length > 0 && !LineEnds.isLineEnd(bytes[length - 1])) {
      throw new IllegalArgumentException("block must end with a line end: " + length + " bytes");
    }
    return new TextBlock(bytes, length, AS_LINE_ENDS, length, Faults.NONE, false);
  }

  /** The mark that a source stores after its last line: no bytes, and {@link #isEnd()} is true. */
  public static TextBlock end() {
    return new TextBlock(new byte[0], 0, 0, 0, Faults.NONE, true);
  }

  /** A block without text that tells of a connection after one that was lost. */
  public static TextBlock reconnected() {
    return new TextBlock(new byte[0], 0, 0, 0, Faults.reconnect(), false);
  }

  /** A block without text that tells of so many files. */
  public static TextBlock skippedFiles(long n) {
    return new TextBlock(new byte[0], 0, 0, 0, Faults.skippedFiles(n), false);
  }

  /** The bytes themselves, not a copy; only the first {@link #length()} belong to the block. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes of {@link #bytes()} belong to the block, line ends included. */
  public int length() {
    return length;
  }

  /**
   * How many lines of the source end in this block. A line longer than the source's bound arrives
   * in pieces and is counted once, where it ends. A look at each byte: who needs the number counts,
   * not the receiver, which all text waits for.
   */
  public long lines() {
    return lines == AS_LINE_ENDS ? LineEnds.count(bytes, 0, length) : lines;
  }

  /** The same without a look, for who has seen how many line ends the block has. */
  public long lines(long lineEnds) {
    return lines == AS_LINE_ENDS ? lineEnds : lines;
  }

  /** How many bytes the source received for this block. */
  public long received() {
    return received;
  }

  /** What the source found wrong with this block's text, and before it. */
  public Faults faults() {
    return new Faults(0, longLines, 0, partialLines, reconnects, byteOrderMarks, skippedFiles, 0);
  }

  /** For how long the source read nothing, because too much text waited, before it stored this. */
  public long pausedMillis() {
    return pausedMillis;
  }

  /** This block, of the same bytes, after such a pause. */
  public TextBlock afterPause(long millis) {
    return new TextBlock(bytes, length, lines, received, faults(), millis, end);
  }

  /** Whether this is the mark after a source's last line. */
  public boolean isEnd() {
    return end;
  }

  /** Whether all of the block is well-formed UTF-8. */
  public boolean isWellFormed() {
    return Utf8.isWellFormed(bytes, 0, length);
  }

  @Override
  public String toString() {
    return "TextBlock[" + lines() + " lines, " + length + " bytes" + (end ? ", end]" : "]");
  }
}
