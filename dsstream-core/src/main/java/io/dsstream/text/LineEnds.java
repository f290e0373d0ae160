package io.dsstream.text;

/** Where lines end: at {@code \n}, {@code \r\n} or a lone {@code \r}, as Spark's own reader. */
public final class LineEnds {
  private LineEnds() {}

  /** Whether a byte ends a line, alone or as part of {@code \r\n}. */
  public static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  /** The index of the first line-end byte in [from, to), or {@code to}. */
  public static int next(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && !isLineEnd(bytes[i])) {
      i++;
    }
    return i;
  }

  /** The index of the line after the line end at {@code end}: past one byte, or two for CRLF. */
  public static int skip(byte[] bytes, int end, int to) {
    boolean crlf = bytes[end] == '\r' && end + 1 < to && bytes[end + 1] == '\n';
    return end + (crlf ? 2 : 1);
  }

  /** How many line ends [from, to) holds; {@code \r\n} is one. */
  public static long count(byte[] bytes, int from, int to) {
    long ends = 0;
    byte previous = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\r' || (b == '\n' && previous != '\r')) {
        ends++;
      }
      previous = b;
    }
    return ends;
  }

  /** The index after the last line end in [from, to), or {@code from} if there is none. */
  public static int lastEnd(byte[] bytes, int from, int to) {
    int i = to;
    while (i > from && !isLineEnd(bytes[i - 1])) {
      i--;
    }
    return i;
  }
}
