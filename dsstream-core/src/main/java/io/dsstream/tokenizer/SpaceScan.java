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
   * Lines in one pass, 64 bytes a step: a space ends a word, a line end ends a word and a line. But
   * an LF after a CR ends nothing, for the word that the CR ended was the line's last.
   *
   * <p>A search for the next delimiter would end at an unpredictable byte of every word; here the
   * processor mispredicts about once a step, after the last bits.
   */
  static void lines(byte[] bytes, int from, int to, TokenSink sink) {
    TokenPage page = new TokenPage(bytes, from, sink);
    long before = 0;
    for (int i = from; i < to; i += CHUNK) {
      long ends = i <= to - CHUNK ? delimiters(bytes, i) : delimiters(bytes, i, to);
      long adjacent = ends & (ends << 1 | before >>> CHUNK - 1);
      page.delimiters(ends, crLf(bytes, i, adjacent), i);
      before = ends;
    }
    page.give();
    if (page.start() < to) {
      sink.token(bytes, page.start(), to);
    }
  }

  private static long delimiters(byte[] bytes, int i) {
    long a = load(bytes, i);
    long b = load(bytes, i + 8);
    long c = load(bytes, i + 16);
    long d = load(bytes, i + 24);
    long e = load(bytes, i + 32);
    long f = load(bytes, i + 40);
    long g = load(bytes, i + 48);
    long h = load(bytes, i + 56);
    return ~(((a | b | c | d | e | f | g | h) & Swar.HIGH) == 0
        ? bits(other(a), other(b), other(c), other(d), other(e), other(f), other(g), other(h))
        : bits(any(a), any(b), any(c), any(d), any(e), any(f), any(g), any(h)));
  }

  /** High bit set where an ASCII character is no delimiter. */
  private static long other(long ascii) {
    return Swar.differs(ascii, SPACE) & Swar.differs(ascii, LF) & Swar.differs(ascii, CR);
  }

  /** High bit set where a byte is no delimiter. */
  private static long any(long eight) {
    return other(Swar.low(eight)) | eight;
  }

  /** The delimiters among fewer than 64 bytes. */
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

  /** Those of some delimiters after a delimiter that are the LF of a CRLF. */
  private static long crLf(byte[] bytes, int base, long delimiters) {
    long crLf = 0;
    for (long rest = delimiters; rest != 0; rest &= rest - 1) {
      int i = base + Long.numberOfTrailingZeros(rest);
      if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
        crLf |= Long.lowestOneBit(rest);
      }
    }
    return crLf;
  }
}
