package io.dsstream.tokenizer;

import io.dsstream.text.WhiteSpace;

/** {@link Tokenizers#whitespace()}. */
final class WhitespaceTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    int start = from;
    for (int i = from; i < to; ) {
      int space = WhiteSpace.length(bytes, i, to);
      if (space == 0) {
        i++;
        continue;
      }
      if (start < i) {
        sink.token(bytes, start, i);
      }
      i += space;
      start = i;
    }
    if (start < to) {
      sink.token(bytes, start, to);
    }
  }

  /** Line ends are white space: lines need no loop of their own. */
  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    tokenize(bytes, from, to, sink);
  }
}
