package io.dsstream.tokenizer;

import static io.dsstream.text.Swar.bits;
import static io.dsstream.text.Swar.load;

import io.dsstream.text.Swar;
import io.dsstream.text.WhiteSpace;

/**
 * The scan loop of {@link Tokenizers#whitespace()}: a word starts where white space ends, and ends
 * where it starts. Both are found for 64 bytes at once, by shifting the bits of the white space
 * against themselves.
 */
final class WhitespaceScan {
  private static final int CHUNK = 64;
  private static final long SPACE = Swar.each(' ');
  private static final long C2 = Swar.each(0xC2 & 0x7F);

  private final byte[] bytes;
  private final int to;
  private final TokenPage page;
  // Bit 0 tells whether the byte before is white space.
  private long before = 1;
  // White space of several bytes that reaches into these 64 bytes, and out of them into the next.
  private long reachesIn;
  private long reachesOut;

  private WhitespaceScan(byte[] bytes, int to, TokenSink sink) {
    this.bytes = bytes;
    this.to = to;
    this.page = new TokenPage(bytes, 0, sink);
  }

  static void scan(byte[] bytes, int from, int to, TokenSink sink) {
    WhitespaceScan scan = new WhitespaceScan(bytes, to, sink);
    int i = from;
    for (; i <= to - CHUNK; i += CHUNK) {
      scan.words(scan.spaces(i), i);
    }
    // What lies past the end is as white space: it ends the last word.
    scan.words(scan.lastSpaces(i), i);
    scan.page.give();
  }

  /** Takes the words that start or end among 64 bytes. */
  private void words(long found, int base) {
    long spaces = found | reachesIn;
    long shifted = spaces << 1 | before;
    page.tokens(~spaces & shifted, spaces & ~shifted, base, 1 - (int) before);
    before = spaces >>> (CHUNK - 1);
    reachesIn = reachesOut;
    reachesOut = 0;
  }

  private long spaces(int i) {
    long a = load(bytes, i);
    long b = load(bytes, i + 8);
    long c = load(bytes, i + 16);
    long d = load(bytes, i + 24);
    long e = load(bytes, i + 32);
    long f = load(bytes, i + 40);
    long g = load(bytes, i + 48);
    long h = load(bytes, i + 56);
    long spaces =
        bits(ascii(a), ascii(b), ascii(c), ascii(d), ascii(e), ascii(f), ascii(g), ascii(h));
    if (((a | b | c | d | e | f | g | h) & Swar.HIGH) != 0) {
      long leads = bits(lead(a), lead(b), lead(c), lead(d), lead(e), lead(f), lead(g), lead(h));
      spaces |= wide(leads, i);
    }
    return spaces;
  }

  /** High bit set where a byte is a space or 0x09 to 0x0D. */
  private static long ascii(long eight) {
    long low = Swar.low(eight);
    long control = Swar.atLeast(low, '\t') & ~Swar.atLeast(low, '\r' + 1);
    return (control | ~Swar.differs(low, SPACE)) & ~eight;
  }

  /** High bit set where a byte starts a character that may be white space: C2, E1, E2 or E3. */
  private static long lead(long eight) {
    long low = Swar.low(eight);
    long e1to3 = Swar.atLeast(low, 0xE1 & 0x7F) & ~Swar.atLeast(low, 0xE4 & 0x7F);
    return (e1to3 | ~Swar.differs(low, C2)) & eight;
  }

  /** The bits of white space of several bytes. */
  private long wide(long leads, int base) {
    long spaces = 0;
    for (long rest = leads; rest != 0; rest &= rest - 1) {
      int at = Long.numberOfTrailingZeros(rest);
      int length = WhiteSpace.length(bytes, base + at, to);
      spaces |= ((1L << length) - 1) << at;
      if (at + length > CHUNK) {
        reachesOut = (1L << (at + length - CHUNK)) - 1;
      }
    }
    return spaces;
  }

  /** The bits of fewer than 64 bytes; those past the end are set. */
  private long lastSpaces(int from) {
    long spaces = -1L << (to - from);
    for (int i = from; i < to; ) {
      int length = WhiteSpace.length(bytes, i, to);
      spaces |= ((1L << length) - 1) << (i - from);
      i += Math.max(length, 1);
    }
    return spaces;
  }
}
