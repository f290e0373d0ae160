package io.dsstream.cli;

import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.util.Set;
import picocli.CommandLine.Option;

/** How lines become words; the steps apply in the order of the options. */
final class TokenizerOptions {
  @Option(
      order = 20,
      names = "--tokenizer",
      defaultValue = "space",
      paramLabel = "NAME",
      converter = Converters.TokenizerName.class,
      description = {
        "space (default): split at every space and keep empty words, as Python's split(\" \");",
        "whitespace: split at Unicode white space;",
        "words: Unicode words (UAX #29), no punctuation;",
        "pattern:REGEX: split where REGEX matches."
      })
  private Tokenizer tokenizer;

  @Option(
      order = 21,
      names = "--lower-case",
      fallbackValue = "true",
      description = "Count words in lower case.")
  private boolean lowerCase;

  @Option(
      order = 22,
      names = "--min-length",
      defaultValue = "0",
      paramLabel = "N",
      converter = Converters.NotNegative.class,
      description = "Leave out words of fewer than N characters.")
  private int minLength;

  @Option(
      order = 23,
      names = "--stop-words",
      paramLabel = "FILE",
      converter = Converters.Words.class,
      description = "Leave out words that are, after the steps above, in FILE: one a line, UTF-8.")
  private Set<String> stopWords;

  @Option(
      order = 24,
      names = "--ngram",
      defaultValue = "1",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Count runs of N neighbouring words of a line (default: 1).")
  private int ngram;

  /** Whether none was asked for. */
  boolean isDefault() {
    return tokenizer.toString().equals(Tokenizers.space().toString())
        && !lowerCase
        && minLength == 0
        && stopWords == null
        && ngram == 1;
  }

  Tokenizer toTokenizer() {
    Tokenizer result = tokenizer;
    if (lowerCase) {
      result = result.lowerCase();
    }
    if (minLength > 0) {
      result = result.minLength(minLength);
    }
    if (stopWords != null) {
      result = result.stopWords(stopWords);
    }
    return result.ngrams(ngram);
  }
}
