package io.dsstream.tokenizer;

/** A tokenizer with one filter behind it. */
final class FilteredTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final Tokenizer tokenizer;
  private final TokenFilter filter;
  private final String name;

  /**
   * @param name tells the filter from others, also those of another run
   */
  FilteredTokenizer(Tokenizer tokenizer, TokenFilter filter, String name) {
    this.tokenizer = tokenizer;
    this.filter = filter;
    this.name = name;
  }

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    tokenizer.tokenize(bytes, from, to, filter.over(sink));
  }

  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    tokenizer.tokenizeLines(bytes, from, to, filter.over(sink));
  }

  @Override
  public String toString() {
    return tokenizer + " " + name;
  }
}
