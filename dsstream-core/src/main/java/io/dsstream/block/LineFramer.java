package io.dsstream.block;

import io.dsstream.text.LineEnds;
import io.dsstream.text.Utf8;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into {@link TextBlock}s of whole lines, however the bytes arrive.
 *
 * <p>The reader writes into {@link #buffer()} and says how much by {@link #received(int)}; {@link
 * #cut()} takes all whole lines out, {@link #finish()} the unfinished last line too. Not
 * thread-safe: one framer for one connection and one thread.
 *
 * <p>A line ends at {@code \n}, {@code \r\n} or a lone {@code \r}. A {@code \r} at the end of what
 * has arrived ends its line at once; a {@code \n} that then comes first is the rest of that line
 * end and is dropped. A byte order mark is dropped, and counted, where the stream begins with it;
 * elsewhere it is a character as others are.
 *
 * <p>A line that reaches the bound before its line end has come is cut at its last space, which the
 * cut replaces, so that its words stay what they were; only where it has no space is it cut inside
 * a word, between two characters. {@link TextBlock#faults()} count such lines.
 */
public final class LineFramer {
  private static final int BLOCK_BYTES = 4 << 20;

  /** Of an array: with it a buffer is a whole number of any collector's regions. */
  private static final int HEADER = 16;

  private static final int BYTE_ORDER_MARK_BYTES = 3;

  private final int maxLineBytes;
  private final int capacity;
  private byte[] buffer;
  private int size;
  // No line end lies before this index: a long line is searched once, not at every read.
  private int searched;
  private boolean atStart = true;
  private boolean afterCr;
  private boolean insideLongLine;

  /**
   * A framer whose blocks are of 4 MiB where lines come fast.
   *
   * @param maxLineBytes the bound of a line, in bytes; at least 16
   * @throws IllegalArgumentException if the bound is smaller
   */
  public LineFramer(int maxLineBytes) {
    this(maxLineBytes, BLOCK_BYTES);
  }

  /**
   * A framer that takes less memory, or more.
   *
   * @param maxLineBytes the bound of a line, in bytes; at least 16
   * @param blockBytes how large a block is where lines come fast and are not longer; at least 32
   * @throws IllegalArgumentException if one is smaller
   */
  public LineFramer(int maxLineBytes, int blockBytes) {
    if (maxLineBytes < 16) {
      throw new IllegalArgumentException("maxLineBytes must be >= 16: " + maxLineBytes);
    }
    if (blockBytes < 2 * HEADER) {
      throw new IllegalArgumentException("blockBytes must be >= 32: " + blockBytes);
    }
    this.maxLineBytes = maxLineBytes;
    this.capacity = Math.min(blockBytes - HEADER, maxLineBytes);
    this.buffer = new byte[capacity];
  }

  /**
   * Where to put the next bytes: from {@link #position()}, at most {@link #space()} of them. It may
   * be another array after each {@link #cut()}.
   */
  public byte[] buffer() {
    return buffer;
  }

  /** The index in {@link #buffer()} at which the next bytes belong. */
  public int position() {
    return size;
  }

  /** How many bytes the buffer can take now; never 0, for {@link #cut()} empties a full one. */
  public int space() {
    return buffer.length - size;
  }

  /** Takes over {@code n} bytes that were written into the buffer. */
  public void received(int n) {
    size += n;
  }

  /** How many bytes lie here that no block has taken: whole lines and the start of the next. */
  public int pending() {
    return size - start();
  }

  /**
   * All whole lines that have arrived since the last cut, or null if there is none. When the buffer
   * is full without a line end it grows up to the bound; at the bound the line is cut.
   */
  public TextBlock cut() {
    int start = start();
    int from = Math.max(start, searched);
    int end = LineEnds.lastEnd(buffer, from, size);
    if (end > from) {
      return take(start, end);
    }
    searched = size;
    if (size < buffer.length) {
      return null;
    }
    if (buffer.length < maxLineBytes) {
      int doubled = (int) Math.min(2L * buffer.length, maxLineBytes);
      buffer = Arrays.copyOf(buffer, doubled);
      return null;
    }
    return cutInside(start);
  }

  /**
   * The unfinished last line as a block, ended by a {@code \n} of ours, or null if there is none;
   * call {@link #cut()} before. What comes then is another stream.
   */
  public TextBlock finish() {
    // A line that was cut at its very last space has an empty piece to come.
    TextBlock last = size > 0 || insideLongLine ? rest(start()) : null;
    reset();
    return last;
  }

  /**
   * Lets go of the unfinished last line: a block without text that tells of it, or null if there is
   * none; call {@link #cut()} before. What comes then is another stream.
   */
  public TextBlock drop() {
    Faults faults = faultsAt(start()).plus(pending() > 0 ? Faults.partialLine() : Faults.NONE);
    TextBlock dropped = size > 0 ? new TextBlock(new byte[0], 0, 0, size, faults, false) : null;
    reset();
    return dropped;
  }

  private void reset() {
    size = 0;
    searched = 0;
    atStart = true;
    afterCr = false;
    insideLongLine = false;
  }

  /** How many bytes before the next line belong to none. */
  private int start() {
    if (atStart) {
      return isByteOrderMark() ? BYTE_ORDER_MARK_BYTES : 0;
    }
    // The second half of a \r\n that two reads parted.
    return afterCr && size > 0 && buffer[0] == '\n' ? 1 : 0;
  }

  private boolean isByteOrderMark() {
    return size >= BYTE_ORDER_MARK_BYTES
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF;
  }

  /** What is wrong with the bytes before a line that the next block begins with. */
  private Faults faultsAt(int start) {
    return start == BYTE_ORDER_MARK_BYTES ? Faults.byteOrderMark() : Faults.NONE;
  }

  private TextBlock rest(int start) {
    int length = size - start;
    if (length == 0 && !insideLongLine) {
      return new TextBlock(new byte[0], 0, 0, size, faultsAt(start), false);
    }
    return new TextBlock(line(start, size), length + 1, 1, size, faultsAt(start), false);
  }

  private TextBlock take(int start, int end) {
    Faults faults = faultsAt(start);
    atStart = false;
    insideLongLine = false;
    afterCr = buffer[end - 1] == '\r';
    byte[] full = buffer;
    boolean isKept = start == 0 && isAlmostAll(end);
    byte[] bytes = isKept ? full : Arrays.copyOfRange(full, start, end);
    // What a long line has made grow is given back after it.
    int next = size - end < capacity ? capacity : full.length;
    if (isKept || next < full.length) {
      buffer = new byte[next];
    }
    carry(full, end);
    return new TextBlock(bytes, end - start, TextBlock.AS_LINE_ENDS, end, faults, false);
  }

  /** Whether a block may keep the whole buffer: that saves a copy and wastes little memory. */
  private boolean isAlmostAll(int end) {
    return end > buffer.length - buffer.length / 8;
  }

  /**
   * A piece of a line that fills the whole buffer. At a space, the space becomes the line end; with
   * no space the last character stays behind, so that what follows is never an empty piece.
   */
  private TextBlock cutInside(int start) {
    int space = lastSpace(start);
    int end = space >= 0 ? space : Utf8.characterStart(buffer, size - 1);
    byte[] bytes = line(start, end);
    int taken = space >= 0 ? end + 1 : end;
    Faults faults = faultsAt(start).plus(insideLongLine ? Faults.NONE : Faults.longLine());
    atStart = false;
    insideLongLine = true;
    afterCr = false;
    carry(buffer, taken);
    return new TextBlock(bytes, bytes.length, 0, taken, faults, false);
  }

  private int lastSpace(int start) {
    int i = size - 1;
    while (i >= start && buffer[i] != ' ') {
      i--;
    }
    return i >= start ? i : -1;
  }

  /** A copy of [start, end) with a line end after it. */
  private byte[] line(int start, int end) {
    byte[] line = new byte[end - start + 1];
    System.arraycopy(buffer, start, line, 0, end - start);
    line[end - start] = '\n';
    return line;
  }

  private void carry(byte[] full, int from) {
    System.arraycopy(full, from, buffer, 0, size - from);
    size -= from;
    searched = size;
  }
}
