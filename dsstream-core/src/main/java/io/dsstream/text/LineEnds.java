package io.dsstream.text;

/** Where lines end: at {@code \n}, {@code \r\n} or a lone {@code \r}, as Spark's own reader. */
public final class LineEnds {
  private static final long LF = Swar.each('\n');
  private static final long CR = Swar.each('\r');

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
    boolean afterCr = false;
    int i = from;
    while (i < to) {
      int next = Math.min(i + Long.BYTES, to);
      long eight = next - i == Long.BYTES ? Swar.load(bytes, i) : 0;
      if (next - i == Long.BYTES && !afterCr && !has(eight, CR)) {
        ends += Long.bitCount(equal(eight, LF));
      } else {
        ends += count(bytes, i, next, afterCr);
        afterCr = bytes[next - 1] == '\r';
      }
      i = next;
    }
    return ends;
  }

  private static long count(byte[] bytes, int from, int to, boolean afterCr) {
    long ends = 0;
    boolean second = afterCr;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\r' || (b == '\n' && !second)) {
        ends++;
      }
      second = b == '\r';
    }
    return ends;
  }

  private static boolean has(long eight, long each) {
    return equal(eight, each) != 0;
  }

  /** The high bit of each byte that equals the one of {@code each}. */
  private static long equal(long eight, long each) {
    return ~(Swar.differs(Swar.low(eight), each) | eight) & Swar.HIGH;
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
