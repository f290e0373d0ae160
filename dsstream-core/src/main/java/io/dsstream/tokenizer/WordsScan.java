package io.dsstream.tokenizer;

import static io.dsstream.text.Swar.bits;
import static io.dsstream.text.Swar.load;

import io.dsstream.text.LineEnds;
import io.dsstream.text.Swar;

/**
 * The scan loop of {@link Tokenizers#words()}: ASCII by the rules that are left of UAX #29 there,
 * anything else by a {@link Segmenter}.
 *
 * <p>In ASCII a word is a run of letters, digits and low lines (WB5, 8 to 10, 13a, 13b), and of
 * single characters that join two letters (WB6, 7: {@code . ' :}) or two digits (WB11, 12: {@code .
 * ' , ;}). All else ends words, line ends too, so that lines need no loop of their own. A low line
 * alone is no word.
 *
 * <p>A span for the segmenter starts and ends where there is a boundary whatever lies beyond.
 * Segmentation is an automaton that starts anew at each boundary, and asks dictionaries only about
 * what it yields: so a span has the words that it has within the whole text. A mark or joiner goes
 * with the character before it (WB4), and that may go with spaces before it (WB3d).
 */
final class WordsScan {
  /** Finds the words of whatever text. */
  @FunctionalInterface
  interface Segmenter {
    /** Gives the words of [from, to), well-formed UTF-8, to the sink. */
    void words(byte[] bytes, int from, int to, TokenSink sink);
  }

  private static final int CHUNK = 64;
  private static final long LOW_LINE = Swar.each('_');
  private static final long LOWER_CASE = Swar.each(0x20);

  /** A span does not end for less ASCII than this, for each costs some time to start. */
  private static final int WORTH_ENDING = 16;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final Segmenter segmenter;
  private final TokenSink sink;
  private final TokenPage page;
  // Whether the byte before belongs to a word, as bit 0.
  private long open;
  // Where the last span ended: the next one starts there or later.
  private int floor;

  private WordsScan(byte[] bytes, int from, int to, Segmenter segmenter, TokenSink sink) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.segmenter = segmenter;
    this.sink = sink;
    this.page = new TokenPage(bytes, from, sink);
    this.floor = from;
  }

  static void scan(byte[] bytes, int from, int to, Segmenter segmenter, TokenSink sink) {
    WordsScan scan = new WordsScan(bytes, from, to, segmenter, sink);
    for (int i = from; i < to; ) {
      i = i <= to - CHUNK ? scan.chunk(i) : scan.slowly(i, to);
    }
    scan.page.give();
    if (scan.open != 0) {
      sink.token(bytes, scan.page.start(), to);
    }
  }

  /** Takes 64 bytes, fewer or more if not all are plain; gives the index of the next one. */
  private int chunk(int i) {
    long a = load(bytes, i);
    long b = load(bytes, i + 8);
    long c = load(bytes, i + 16);
    long d = load(bytes, i + 24);
    long e = load(bytes, i + 32);
    long f = load(bytes, i + 40);
    long g = load(bytes, i + 48);
    long h = load(bytes, i + 56);
    long plain = plain(a) & plain(b) & plain(c) & plain(d);
    plain &= plain(e) & plain(f) & plain(g) & plain(h);
    if ((~plain & Swar.HIGH) != 0) {
      return slowly(i, i + CHUNK);
    }
    long words = bits(word(a), word(b), word(c), word(d), word(e), word(f), word(g), word(h));
    long marks = bits(mark(a), mark(b), mark(c), mark(d), mark(e), mark(f), mark(g), mark(h));
    // Those with a word on both sides, perhaps beyond these 64 bytes, may join them: few.
    long rest = marks & ~words & (words << 1 | 1) & (words >>> 1 | 1L << (CHUNK - 1));
    for (; rest != 0; rest &= rest - 1) {
      words |= inWord(i + Long.numberOfTrailingZeros(rest)) << Long.numberOfTrailingZeros(rest);
    }
    take(words, i, CHUNK);
    return i + CHUNK;
  }

  /** High bit set where a byte is ASCII and no low line. */
  private static long plain(long eight) {
    return Swar.differs(Swar.low(eight), LOW_LINE) & ~eight;
  }

  /** High bit set where a byte is a letter or digit. */
  private static long word(long ascii) {
    long lower = ascii | LOWER_CASE;
    return Swar.atLeast(lower, 'a') & ~Swar.atLeast(lower, 'z' + 1)
        | Swar.atLeast(ascii, '0') & ~Swar.atLeast(ascii, '9' + 1);
  }

  /** High bit set where a byte is from ' to ;, among which are all that join. */
  private static long mark(long ascii) {
    return Swar.atLeast(ascii, '\'') & ~Swar.atLeast(ascii, ';' + 1);
  }

  /** Takes [i, end), at most 64 bytes, byte by byte, or up to the end of a span. */
  private int slowly(int i, int end) {
    long words = 0;
    int next = i;
    for (; next < end && bytes[next] >= 0; next++) {
      words |= inWord(next) << (next - i);
    }
    if (next > i) {
      take(words, i, next - i);
    }
    return next < end ? span(next) : end;
  }

  /** 1 if the ASCII character at {@code i} is in a word, as far as ASCII tells, else 0. */
  private long inWord(int i) {
    int left = i > from ? WordKind.of(bytes[i - 1]) : WordKind.BREAK;
    int right = i + 1 < to ? WordKind.of(bytes[i + 1]) : WordKind.BREAK;
    return WordKind.isInWord(left, WordKind.of(bytes[i]), right) ? 1 : 0;
  }

  /** Takes the words that start or end among the {@code length} bytes from {@code base} on. */
  private void take(long words, int base, int length) {
    long shifted = words << 1 | open;
    long inside = -1L >>> (CHUNK - length);
    page.tokens(words & ~shifted, ~words & shifted & inside, base, (int) open);
    open = words >>> (length - 1) & 1;
  }

  /** Has the text around {@code wide}, which is not ASCII, segmented; gives the index after it. */
  private int span(int wide) {
    page.give();
    int first = open != 0 ? page.start() : spanStart(wide);
    floor = spanEnd(wide);
    open = 0;
    segmenter.words(bytes, first, floor, sink);
    return floor;
  }

  /** The character before, with all spaces if it is one. */
  private int spanStart(int wide) {
    int i = Math.max(wide - 1, floor);
    while (i > floor && bytes[i] == ' ' && bytes[i - 1] == ' ') {
      i--;
    }
    return i;
  }

  private int spanEnd(int wide) {
    int i = wide + 1;
    while (i < to && !isCut(i)) {
      i++;
    }
    return i;
  }

  /** Whether there is a boundary before {@code i} for sure, and ASCII after it for a while. */
  private boolean isCut(int i) {
    byte before = bytes[i - 1];
    return LineEnds.isLineEnd(before)
        || WordKind.of(before) == WordKind.BREAK
            && (before != ' ' || bytes[i] != ' ')
            && isAscii(i, Math.min(i + WORTH_ENDING, to));
  }

  private boolean isAscii(int i, int end) {
    int next = i;
    while (next < end && bytes[next] >= 0) {
      next++;
    }
    return next == end;
  }
}
