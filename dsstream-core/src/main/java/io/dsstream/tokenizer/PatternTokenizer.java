package io.dsstream.tokenizer;

import io.dsstream.text.Utf8;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link Tokenizers#pattern(String)}: its rule is for strings, its kernel face decodes lines. */
final class PatternTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final Pattern separator;

  PatternTokenizer(String separator) {
    this.separator = Pattern.compile(separator, Pattern.UNICODE_CHARACTER_CLASS);
  }

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    split(
        new String(bytes, from, to - from, StandardCharsets.UTF_8),
        token -> {
          byte[] encoded = token.getBytes(StandardCharsets.UTF_8);
          sink.token(encoded, 0, encoded.length);
        });
  }

  @Override
  public Iterator<String> call(String line) {
    List<String> tokens = new ArrayList<>();
    split(Utf8.wellFormed(line), tokens::add);
    return tokens.iterator();
  }

  private void split(String line, Consumer<String> token) {
    Matcher matcher = separator.matcher(line);
    int from = 0;
    while (matcher.find()) {
      if (isInsideCharacter(line, matcher.start())) { // where an empty match may lie
        continue;
      }
      if (from < matcher.start()) {
        token.accept(line.substring(from, matcher.start()));
      }
      from = matcher.end();
    }
    if (from < line.length()) {
      token.accept(line.substring(from));
    }
  }

  private static boolean isInsideCharacter(String line, int index) {
    return index > 0
        && index < line.length()
        && Character.isSurrogatePair(line.charAt(index - 1), line.charAt(index));
  }

  /** A name without spaces, as the steps after it need. */
  @Override
  public String toString() {
    return "pattern:" + URLEncoder.encode(separator.pattern(), StandardCharsets.UTF_8);
  }
}
