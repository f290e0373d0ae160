package io.dsstream.tokenizer;

/** A tokenizer with one filter behind it. */
final class FilteredTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final Tokenizer tokenizer;
  private final TokenFilter filter;

  FilteredTokenizer(Tokenizer tokenizer, TokenFilter filter) {
    this.tokenizer = tokenizer;
    this.filter = filter;
  }

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    tokenizer.tokenize(bytes, from, to, filter.over(sink));
  }

  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    tokenizer.tokenizeLines(bytes, from, to, filter.over(sink));
  }
}
