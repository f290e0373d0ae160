package io.dsstream.tokenizer;

import io.dsstream.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A tokenizer whose rule is written for strings; its kernel face decodes each line. */
abstract class TextTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  /** Gives the tokens of one line of whole characters, none of which a token may cut in two. */
  abstract void split(String line, Consumer<String> token);

  @Override
  public final void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    split(
        line,
        token -> {
          byte[] encoded = token.getBytes(StandardCharsets.UTF_8);
          sink.token(encoded, 0, encoded.length);
        });
  }

  @Override
  public final Iterator<String> call(String line) {
    List<String> tokens = new ArrayList<>();
    split(Utf8.wellFormed(line), tokens::add);
    return tokens.iterator();
  }
}
