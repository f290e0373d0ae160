package io.dsstream.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;

/** Drops the tokens that are in a set. */
final class StopWords implements TokenFilter {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> words;

  StopWords(Collection<String> words) {
    this.words = new HashSet<>(words);
  }

  @Override
  public TokenSink over(TokenSink next) {
    return (bytes, from, to) -> {
      if (!words.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8))) {
        next.token(bytes, from, to);
      }
    };
  }
}
