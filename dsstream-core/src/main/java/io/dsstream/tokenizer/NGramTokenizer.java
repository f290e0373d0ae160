package io.dsstream.tokenizer;

import java.util.Arrays;

/** Runs of n neighbouring tokens of one line, joined by a space. */
final class NGramTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final Tokenizer tokenizer;
  private final int n;

  NGramTokenizer(Tokenizer tokenizer, int n) {
    this.tokenizer = tokenizer;
    this.n = n;
  }

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    tokenizer.tokenize(bytes, from, to, new Window(n, sink));
  }

  /**
   * The line's tokens so far, joined by spaces, and where the last n of them start: a ring in which
   * the slot of the newest token is that of the oldest one of its run.
   */
  private static final class Window implements TokenSink {
    private final TokenSink next;
    private final int[] starts;
    private byte[] joined = new byte[256];
    private int length;
    private int tokens;

    Window(int n, TokenSink next) {
      this.starts = new int[n];
      this.next = next;
    }

    @Override
    public void token(byte[] bytes, int from, int to) {
      int start = tokens == 0 ? 0 : length + 1;
      int end = start + to - from;
      if (end > joined.length) {
        joined = Arrays.copyOf(joined, Math.max(end, 2 * joined.length));
      }
      if (start > 0) {
        joined[length] = ' ';
      }
      System.arraycopy(bytes, from, joined, start, to - from);
      length = end;
      starts[tokens % starts.length] = start;
      tokens++;
      if (tokens >= starts.length) {
        next.token(joined, starts[tokens % starts.length], length);
      }
    }
  }

  @Override
  public String toString() {
    return tokenizer + " ngram:" + n;
  }
}
