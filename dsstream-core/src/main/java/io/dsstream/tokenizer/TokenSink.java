package io.dsstream.tokenizer;

/**
 * Takes the tokens of a {@link Tokenizer}, one call each, in the order of the text.
 *
 * <p>A token is the slice [from, to) of an array of well-formed UTF-8. The array belongs to the
 * caller and may change after the call: copy what you keep.
 */
@FunctionalInterface
public interface TokenSink {
  /** Takes one token; {@code from == to} is the empty word. */
  void token(byte[] bytes, int from, int to);

  /**
   * Takes {@code n} tokens of one array, token i the slice [starts[i], ends[i]): the same as a call
   * of {@link #token} for each, for sinks that can do it faster. All three arrays are the caller's.
   */
  default void tokens(byte[] bytes, int[] starts, int[] ends, int n) {
    for (int i = 0; i < n; i++) {
      token(bytes, starts[i], ends[i]);
    }
  }
}
