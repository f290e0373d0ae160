package io.dsstream.tokenizer;

/** {@link Tokenizers#space()}. */
final class SpaceTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    SpaceScan.line(bytes, from, to, sink);
  }

  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    SpaceScan.lines(bytes, from, to, sink);
  }

  @Override
  public Tokenizer lowerCase() {
    return new LowerCaseTokenizer(this);
  }

  @Override
  public String toString() {
    return "space";
  }
}
