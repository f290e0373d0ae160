package io.dsstream.tokenizer;

import static io.dsstream.text.Swar.bits;
import static io.dsstream.text.Swar.load;

import io.dsstream.text.Swar;

/**
 * The scan loops of {@link Tokenizers#space()}. No byte of a multi-byte UTF-8 character is below
 * 0x80, so comparing bytes is comparing characters.
 */
final class SpaceScan {
  private static final int CHUNK = 64;
  private static final long SPACE = Swar.each(' ');
  private static final long LF = Swar.each('\n');
  private static final long CR = Swar.each('\r');

  private SpaceScan() {}

  static void line(byte[] bytes, int from, int to, TokenSink sink) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == ' ') {
        sink.token(bytes, start, i);
        start = i + 1;
      }
    }
    sink.token(bytes, start, to);
  }

  /**
   * Lines in one pass, 64 bytes a step: a space ends a word, a line end ends a word and a line.
   * {@code start} is the first byte of the word that has no end yet.
   *
   * <p>A search for the next delimiter would end at an unpredictable byte of every word; here the
   * processor mispredicts once a step, where the last bit has been taken.
   */
  static void lines(byte[] bytes, int from, int to, TokenSink sink) {
    int start = from;
    int i = from;
    boolean afterCr = false;
    for (; i <= to - CHUNK; i += CHUNK) {
      long a = load(bytes, i);
      long b = load(bytes, i + 8);
      long c = load(bytes, i + 16);
      long d = load(bytes, i + 24);
      long e = load(bytes, i + 32);
      long f = load(bytes, i + 40);
      long g = load(bytes, i + 48);
      long h = load(bytes, i + 56);
      long noCr = noCr(a) & noCr(b) & noCr(c) & noCr(d) & noCr(e) & noCr(f) & noCr(g) & noCr(h);
      if ((~noCr & Swar.HIGH) != 0 || afterCr) {
        start = withCr(bytes, delimiters(bytes, i), i, afterCr, start, sink);
        afterCr = bytes[i + CHUNK - 1] == '\r';
      } else {
        long others =
            bits(other(a), other(b), other(c), other(d), other(e), other(f), other(g), other(h));
        for (long rest = ~others; rest != 0; rest &= rest - 1) {
          int end = i + Long.numberOfTrailingZeros(rest);
          sink.token(bytes, start, end);
          start = end + 1;
        }
      }
    }
    start = withCr(bytes, delimiters(bytes, i, to), i, afterCr, start, sink);
    if (start < to) {
      sink.token(bytes, start, to);
    }
  }

  /** High bit set where a byte is neither a space nor an LF. */
  private static long other(long eight) {
    long low = Swar.low(eight);
    return Swar.differs(low, SPACE) & Swar.differs(low, LF) | eight;
  }

  private static long noCr(long eight) {
    return Swar.differs(Swar.low(eight), CR) | eight;
  }

  /** The LF of a CRLF ends nothing: the word that the CR ended was the line's last. */
  private static int withCr(
      byte[] bytes, long delimiters, int base, boolean afterCr, int from, TokenSink sink) {
    int start = from;
    for (long rest = delimiters; rest != 0; rest &= rest - 1) {
      int end = base + Long.numberOfTrailingZeros(rest);
      boolean preceded = end > base ? bytes[end - 1] == '\r' : afterCr;
      if (bytes[end] != '\n' || !preceded) {
        sink.token(bytes, start, end);
      }
      start = end + 1;
    }
    return start;
  }

  private static long delimiters(byte[] bytes, int i) {
    return ~bits(
        plain(bytes, i),
        plain(bytes, i + 8),
        plain(bytes, i + 16),
        plain(bytes, i + 24),
        plain(bytes, i + 32),
        plain(bytes, i + 40),
        plain(bytes, i + 48),
        plain(bytes, i + 56));
  }

  private static long plain(byte[] bytes, int i) {
    long eight = load(bytes, i);
    return other(eight) & noCr(eight);
  }

  /** The delimiters among at most 64 bytes. */
  private static long delimiters(byte[] bytes, int from, int to) {
    long delimiters = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == ' ' || b == '\n' || b == '\r') {
        delimiters |= 1L << (i - from);
      }
    }
    return delimiters;
  }
}
