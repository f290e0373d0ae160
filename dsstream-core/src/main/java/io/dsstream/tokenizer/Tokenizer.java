package io.dsstream.tokenizer;

import io.dsstream.text.LineEnds;
import io.dsstream.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;

/**
 * Cuts lines into tokens. One idea with two faces that give equal tokens:
 *
 * <ul>
 *   <li>the kernel face, {@link #tokenize} and {@link #tokenizeLines}, from bytes to slices;
 *   <li>the Spark face, {@link #call}, from a line to strings, so that {@code
 *       lines.flatMap(Tokenizers.words())} works in anybody's job.
 * </ul>
 *
 * <p>The five {@code default} steps below wrap this tokenizer and may be chained; each sees the
 * tokens that the one before lets through:
 *
 * <pre>{@code
 * Tokenizer t = Tokenizers.words().lowerCase().stopWords(Set.of("the", "a")).minLength(3);
 * t.call("The cat sat on a mat");  // cat, sat, mat
 * }</pre>
 *
 * <p>Tokenizers are immutable, serialisable and safe for use by several threads.
 */
public interface Tokenizer extends FlatMapFunction<String, String> {
  /**
   * Gives the tokens of one line to the sink.
   *
   * @param bytes well-formed UTF-8
   * @param from where the line starts
   * @param to where the line ends, its line end left out
   */
  void tokenize(byte[] bytes, int from, int to, TokenSink sink);

  /**
   * Gives the tokens of whole lines to the sink.
   *
   * @param bytes well-formed UTF-8
   * @param from where the first line starts
   * @param to after the last line's line end
   */
  default void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    for (int line = from; line < to; ) {
      int end = LineEnds.next(bytes, line, to);
      tokenize(bytes, line, end, sink);
      line = end < to ? LineEnds.skip(bytes, end, to) : to;
    }
  }

  /** The tokens of one line as strings. A lone surrogate in the line counts as U+FFFD. */
  @Override
  default Iterator<String> call(String line) {
    byte[] bytes = Utf8.encode(line);
    List<String> tokens = new ArrayList<>();
    tokenize(
        bytes,
        0,
        bytes.length,
        (b, from, to) -> tokens.add(new String(b, from, to - from, StandardCharsets.UTF_8)));
    return tokens.iterator();
  }

  /** These tokens in lower case, by Unicode's rules and the root locale. */
  default Tokenizer lowerCase() {
    return new FilteredTokenizer(this, LowerCase::new, "lower-case");
  }

  /**
   * These tokens less those shorter than {@code characters} code points.
   *
   * @throws IllegalArgumentException if {@code characters} is negative
   */
  default Tokenizer minLength(int characters) {
    if (characters < 0) {
      throw new IllegalArgumentException("min length must be >= 0: " + characters);
    }
    return new FilteredTokenizer(
        this, next -> new MinLength(characters, next), "min-length:" + characters);
  }

  /**
   * These tokens, each as a function makes it; where that gives null there is none. It runs in
   * tasks, on strings, which costs more than all other steps together.
   *
   * <pre>{@code
   * Tokenizers.words().map(word -> word.startsWith("@") ? null : word.replace("ß", "ss"))
   * }</pre>
   *
   * @param function serialisable with all that it refers to, else no job can be made of it; gives
   *     the same for the same word each time, for a task may run again
   */
  default Tokenizer map(Function<String, String> function) {
    Objects.requireNonNull(function, "function");
    return new FilteredTokenizer(this, new MappedTokens(function), "map:" + function);
  }

  /** These tokens less those that equal one of the words, letter by letter. */
  default Tokenizer stopWords(Collection<String> words) {
    return new FilteredTokenizer(this, new StopWords(words), StopWords.name(words));
  }

  /**
   * Runs of {@code n} neighbouring tokens of one line, joined by a space; a line of fewer tokens
   * gives none.
   *
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  default Tokenizer ngrams(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n-gram size must be >= 1: " + n);
    }
    return n == 1 ? this : new NGramTokenizer(this, n);
  }
}
