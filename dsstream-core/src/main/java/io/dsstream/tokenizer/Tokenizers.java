package io.dsstream.tokenizer;

import java.util.regex.Pattern;

/**
 * The tokenizers there are. How they differ, on the line {@code "don't stop, 東京"}:
 *
 * <pre>
 * space()          don't | (empty) | stop, | 東京
 * whitespace()     don't | stop, | 東京
 * words()          don't | stop | 東京
 * pattern("\\W+")  don | t | stop | 東京
 * </pre>
 */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * Splits at every U+0020 and keeps empty words, as Python's {@code line.split(" ")}: an empty
   * line is one empty word, and tabs do not separate.
   */
  public static Tokenizer space() {
    return new SpaceTokenizer();
  }

  /** Splits at runs of Unicode white space (the White_Space property); no empty words. */
  public static Tokenizer whitespace() {
    return new WhitespaceTokenizer();
  }

  /**
   * Unicode words: UAX #29 word boundaries as ICU finds them, dictionaries for Thai, Chinese,
   * Japanese, Khmer, Lao and Burmese included. Segments without a letter, digit, kana or ideograph
   * (spaces, punctuation, emoji) are left out. Needs ICU4J, which Spark carries.
   */
  public static Tokenizer words() {
    return new WordsTokenizer();
  }

  /**
   * What lies between the matches of a separator; no empty words. The expression is compiled with
   * {@link Pattern#UNICODE_CHARACTER_CLASS}, so that {@code \w} knows every script.
   *
   * @throws java.util.regex.PatternSyntaxException if the expression is not one
   */
  public static Tokenizer pattern(String separator) {
    return new PatternTokenizer(separator);
  }
}
