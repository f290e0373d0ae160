package io.dsstream.text;

/** Where lines end: at {@code \n}, {@code \r\n} or a lone {@code \r}, as Spark's own reader. */
public final class LineEnds {
  private static final long LF = Swar.each('\n');
  private static final long CR = Swar.each('\r');

  private static final int CHUNK = 64;

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

  /**
   * How many line ends [from, to) holds; {@code \r\n} is one. Bytes are compared 64 a step: quickly
   * where all are ASCII and none is a CR, a little slower where some are not ASCII.
   */
  public static long count(byte[] bytes, int from, int to) {
    if (from == to) {
      return 0;
    }
    long ends = isLineEnd(bytes[from]) ? 1 : 0;
    int i = from + 1;
    for (; i <= to - CHUNK; i += CHUNK) {
      if (bytes[i - 1] == '\r') {
        ends += ends(bytes, i);
      } else if (isAscii(bytes, i)) {
        ends += isWithoutCr(bytes, i, true) ? lfs(bytes, i, true) : ends(bytes, i);
      } else {
        ends += isWithoutCr(bytes, i, false) ? lfs(bytes, i, false) : ends(bytes, i);
      }
    }
    for (; i < to; i++) {
      ends += bytes[i] == '\r' || bytes[i] == '\n' && bytes[i - 1] != '\r' ? 1 : 0;
    }
    return ends;
  }

  private static boolean isAscii(byte[] bytes, int i) {
    long all = 0;
    for (int k = 0; k < CHUNK; k += Long.BYTES) {
      all |= Swar.load(bytes, i + k);
    }
    return (all & Swar.HIGH) == 0;
  }

  private static boolean isWithoutCr(byte[] bytes, int i, boolean ascii) {
    long others = -1;
    for (int k = 0; k < CHUNK; k += Long.BYTES) {
      others &= other(Swar.load(bytes, i + k), CR, ascii);
    }
    return (~others & Swar.HIGH) == 0;
  }

  /** Each long's answers go to another bit of the bytes of one long, so that one count will do. */
  private static int lfs(byte[] bytes, int i, boolean ascii) {
    long others = 0;
    for (int k = 0; k < Long.BYTES; k++) {
      others |= (other(Swar.load(bytes, i + Long.BYTES * k), LF, ascii) & Swar.HIGH) >>> k;
    }
    return CHUNK - Long.bitCount(others);
  }

  /** Line ends in 64 bytes, none of them the first: an LF after a CR is not one more. */
  private static int ends(byte[] bytes, int i) {
    int ends = 0;
    for (int k = i; k < i + CHUNK; k += Long.BYTES) {
      long eight = Swar.load(bytes, k);
      long lf = equal(eight, LF) & ~equal(Swar.load(bytes, k - 1), CR);
      ends += Long.bitCount(equal(eight, CR) | lf);
    }
    return ends;
  }

  /** The high bit of each byte that equals the one of {@code each}. */
  private static long equal(long eight, long each) {
    return ~other(eight, each, false) & Swar.HIGH;
  }

  /** High bit set where a byte is not that of {@code each}; with less work if all are ASCII. */
  private static long other(long eight, long each, boolean ascii) {
    return ascii ? Swar.differs(eight, each) : Swar.differs(Swar.low(eight), each) | eight;
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
