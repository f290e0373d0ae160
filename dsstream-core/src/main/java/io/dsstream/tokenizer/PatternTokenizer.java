package io.dsstream.tokenizer;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link Tokenizers#pattern(String)}. */
final class PatternTokenizer extends TextTokenizer {
  private static final long serialVersionUID = 1L;

  private final Pattern separator;

  PatternTokenizer(String separator) {
    this.separator = Pattern.compile(separator, Pattern.UNICODE_CHARACTER_CLASS);
  }

  @Override
  void split(String line, Consumer<String> token) {
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
}
