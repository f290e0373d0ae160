package io.dsstream.tokenizer;

/** {@link Tokenizers#whitespace()}. */
final class WhitespaceTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    WhitespaceScan.scan(bytes, from, to, sink);
  }

  /** Line ends are white space: lines need no loop of their own. */
  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    WhitespaceScan.scan(bytes, from, to, sink);
  }

  @Override
  public Tokenizer lowerCase() {
    return new LowerCaseTokenizer(this);
  }

  @Override
  public String toString() {
    return "whitespace";
  }
}
