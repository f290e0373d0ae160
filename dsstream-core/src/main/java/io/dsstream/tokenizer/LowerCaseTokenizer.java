package io.dsstream.tokenizer;

import io.dsstream.text.LineEnds;
import io.dsstream.text.Swar;

/**
 * The tokens of a tokenizer that is blind to the case of ASCII letters, in lower case: the text is
 * lower-cased before it is cut into tokens, some lines at a time, which is cheaper than token by
 * token. Only tokens of lines that are not all ASCII are looked at again.
 */
final class LowerCaseTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  /** Fits into the first-level cache. */
  private static final int PIECE = 1 << 14;

  /** Whoever takes a token may read a little beyond it fast. */
  private static final int SLACK = 2 * Long.BYTES;

  private final Tokenizer tokenizer;

  LowerCaseTokenizer(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    byte[] lower = new byte[to - from + SLACK];
    tokenizer.tokenize(lower, 0, to - from, over(sink, lower(bytes, from, to, lower)));
  }

  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    byte[] lower = new byte[0];
    for (int piece = from; piece < to; ) {
      int end = pieceEnd(bytes, piece, to);
      int length = end - piece;
      if (lower.length < length + SLACK) {
        lower = new byte[length + length / 4 + SLACK];
      }
      tokenizer.tokenizeLines(lower, 0, length, over(sink, lower(bytes, piece, end, lower)));
      piece = end;
    }
  }

  /** After whole lines. */
  private static int pieceEnd(byte[] bytes, int from, int to) {
    int end = to - from > PIECE ? LineEnds.next(bytes, from + PIECE, to) : to;
    return end < to ? LineEnds.skip(bytes, end, to) : to;
  }

  private static TokenSink over(TokenSink sink, boolean ascii) {
    return ascii ? sink : new LowerCase(sink);
  }

  /** Writes [from, to) with ASCII letters in lower case; tells whether all of it is ASCII. */
  private static boolean lower(byte[] bytes, int from, int to, byte[] lower) {
    long all = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long eight = Swar.load(bytes, i);
      all |= eight;
      Swar.store(lower, i - from, LowerCase.lower(eight));
    }
    for (; i < to; i++) {
      all |= bytes[i];
      lower[i - from] = (byte) LowerCase.lower(bytes[i] & 0xFF);
    }
    return (all & Swar.HIGH) == 0;
  }

  @Override
  public String toString() {
    return tokenizer + " lower-case";
  }
}
