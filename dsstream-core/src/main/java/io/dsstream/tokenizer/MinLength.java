package io.dsstream.tokenizer;

/** Drops tokens of fewer code points than a minimum. */
record MinLength(int characters, TokenSink next) implements TokenSink {
  @Override
  public void token(byte[] bytes, int from, int to) {
    if (to - from >= characters && codePoints(bytes, from, to) >= characters) {
      next.token(bytes, from, to);
    }
  }

  /** Every byte but a continuation byte starts a code point. */
  private static int codePoints(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }
}
