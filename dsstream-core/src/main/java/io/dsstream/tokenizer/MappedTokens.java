package io.dsstream.tokenizer;

import io.dsstream.text.Utf8;
import java.nio.charset.StandardCharsets;
import org.apache.spark.api.java.function.Function;

/** Makes another token of each, or none. */
record MappedTokens(Function<String, String> function) implements TokenFilter {
  @Override
  public TokenSink over(TokenSink next) {
    return (bytes, from, to) -> {
      String mapped = map(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      if (mapped != null) {
        byte[] encoded = Utf8.encode(mapped);
        next.token(encoded, 0, encoded.length);
      }
    };
  }

  private String map(String token) {
    try {
      return function.call(token);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("map function failed: " + e.getMessage(), e);
    }
  }
}
