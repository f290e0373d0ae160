package io.dsstream.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.UnicodeSet;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TokenizersTest {
  private static final Set<String> STOP = Set.of("the", "a", "東京", "");

  private static List<String> tokens(Tokenizer tokenizer, String line) throws Exception {
    List<String> tokens = new ArrayList<>();
    tokenizer.call(line).forEachRemaining(tokens::add);
    return tokens;
  }

  private static Stream<String> space(String line) {
    return Arrays.stream(line.split(" ", -1));
  }

  @Nested
  class Space extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.space();
    }

    @Override
    List<String> reference(String line) {
      return space(line).toList();
    }

    @Test
    void call_seedsOwnCases_keepsEmptyWords() throws Exception {
      assertThat(tokens(tokenizer(), "a  b ")).containsExactly("a", "", "b", "");
      assertThat(tokens(tokenizer(), "")).containsExactly("");
      assertThat(tokens(tokenizer(), "   ")).containsExactly("", "", "", "");
      assertThat(tokens(tokenizer(), "a\tb")).containsExactly("a\tb");
    }
  }

  @Nested
  class Whitespace extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.whitespace();
    }

    @Override
    List<String> reference(String line) {
      return Pattern.compile("\\p{IsWhite_Space}+")
          .splitAsStream(line)
          .filter(word -> !word.isEmpty())
          .toList();
    }
  }

  @Nested
  class Words extends TokenizerContract {
    // Independent of the segmenter: what a word must hold at least (UAX #29, 4.1).
    private final UnicodeSet letters =
        new UnicodeSet("[[:L:][:N:][:Word_Break=Katakana:][:Word_Break=ExtendNumLet:]]").freeze();

    @Override
    Tokenizer tokenizer() {
      return Tokenizers.words();
    }

    /** The JDK has no UAX #29 segmenter of this Unicode version: ICU's own, on the whole line. */
    @Override
    List<String> reference(String line) {
      List<String> words = IcuWords.of(line);
      assertThat(words).allMatch(letters::containsSome);
      return words;
    }

    @Test
    void call_punctuationAndScripts_wordsOnly() throws Exception {
      assertThat(tokens(tokenizer(), "Don't stop, naïve café! 3.14 (東京) 👍 re-do"))
          .containsExactly("Don't", "stop", "naïve", "café", "3.14", "東京", "re", "do");
    }

    @Test
    void call_decomposedAccent_staysOneWord() throws Exception {
      String word = Normalizer.normalize("café", Normalizer.Form.NFD);
      assertThat(tokens(tokenizer(), word + " x")).containsExactly(word, "x");
    }
  }

  @Nested
  class NotWord extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.pattern("\\W+");
    }

    @Override
    List<String> reference(String line) {
      return Arrays.stream(line.split("(?U)\\W+")).filter(word -> !word.isEmpty()).toList();
    }

    @Test
    void pattern_emptyMatches_neverCutACharacter() throws Exception {
      Tokenizer letters = Tokenizers.pattern(",*");
      assertThat(tokens(letters, "x👍,y")).containsExactly("x", "👍", "y");
      byte[] bytes = "x👍,y".getBytes(UTF_8);
      List<String> kernel = new ArrayList<>();
      letters.tokenize(
          bytes, 0, bytes.length, (b, f, t) -> kernel.add(new String(b, f, t - f, UTF_8)));
      assertThat(kernel).containsExactly("x", "👍", "y");
    }

    @Test
    void pattern_notAnExpression_throws() {
      assertThatThrownBy(() -> Tokenizers.pattern("(")).isInstanceOf(PatternSyntaxException.class);
    }
  }

  @Nested
  class LowerCased extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.space().lowerCase();
    }

    @Override
    List<String> reference(String line) {
      return space(line).map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void call_turkishLocale_sameAsRoot() throws Exception {
      Locale before = Locale.getDefault();
      Locale.setDefault(Locale.forLanguageTag("tr"));
      try {
        assertThat(tokens(tokenizer(), "TITLE İI ΌΣΟΣ")).containsExactly("title", "i̇i", "όσος");
      } finally {
        Locale.setDefault(before);
      }
    }

    /** Text is lower-cased some thousand bytes at a time. */
    @Test
    void tokenizeLines_longText_sameAsLineByLine() {
      Random random = new Random(1);
      StringBuilder text = new StringBuilder("X".repeat(40_000) + "\r\n");
      while (text.length() < 400_000) {
        boolean ascii = text.length() / 50_000 % 2 == 0;
        text.append(ascii ? "To Be, OR\t[NOT] @Z".repeat(random.nextInt(30)) : "Ünd ΌΣΟΣ İI A");
        text.append(random.nextBoolean() ? "\r\n" : "\n");
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      List<String> tokens = new ArrayList<>();
      tokenizer()
          .tokenizeLines(
              bytes, 0, bytes.length, (b, f, t) -> tokens.add(new String(b, f, t - f, UTF_8)));
      assertThat(tokens)
          .isEqualTo(text.toString().lines().flatMap(line -> reference(line).stream()).toList());
    }

    @Test
    void call_tokenLongerThanScratch_isWhole() throws Exception {
      assertThat(tokens(tokenizer(), "X".repeat(1000))).containsExactly("x".repeat(1000));
    }
  }

  @Nested
  class LowerCasedWords extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.words().lowerCase();
    }

    @Override
    List<String> reference(String line) {
      return IcuWords.of(line).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
  }

  @Nested
  class LowerCasedPattern extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.pattern("[\\sA-Z]+").lowerCase();
    }

    @Override
    List<String> reference(String line) {
      return Arrays.stream(line.split("(?U)[\\sA-Z]+"))
          .filter(word -> !word.isEmpty())
          .map(word -> word.toLowerCase(Locale.ROOT))
          .toList();
    }
  }

  @Nested
  class AtLeastThree extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.space().minLength(3);
    }

    @Override
    List<String> reference(String line) {
      return space(line).filter(word -> word.codePointCount(0, word.length()) >= 3).toList();
    }

    @Test
    void minLength_negative_throws() {
      assertThatThrownBy(() -> Tokenizers.space().minLength(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("min length must be >= 0: -1");
    }
  }

  @Nested
  class WithoutStopWords extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.space().stopWords(STOP);
    }

    @Override
    List<String> reference(String line) {
      return space(line).filter(word -> !STOP.contains(word)).toList();
    }
  }

  @Nested
  class Mapped extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.space().map(word -> word.length() > 3 ? null : word + "é");
    }

    @Override
    List<String> reference(String line) {
      return space(line).filter(word -> word.length() <= 3).map(word -> word + "é").toList();
    }

    @Test
    void map_functionFails_failsWithItsReason() {
      Tokenizer failing =
          Tokenizers.space()
              .map(
                  word -> {
                    throw new Exception("no stem of " + word);
                  });
      assertThatThrownBy(() -> failing.call("a")).hasMessage("map function failed: no stem of a");
      assertThatThrownBy(() -> Tokenizers.space().map(null)).hasMessage("function");
    }
  }

  @Nested
  class Trigrams extends TokenizerContract {
    @Override
    Tokenizer tokenizer() {
      return Tokenizers.whitespace().lowerCase().ngrams(3);
    }

    @Override
    List<String> reference(String line) {
      List<String> words =
          new Whitespace()
              .reference(line).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
      return IntStream.range(0, Math.max(0, words.size() - 2))
          .mapToObj(i -> String.join(" ", words.subList(i, i + 3)))
          .toList();
    }

    @Test
    void ngrams_ofEmptyWords_keepsThem() throws Exception {
      assertThat(tokens(Tokenizers.space().ngrams(2), " a ")).containsExactly(" a", "a ");
      assertThat(tokens(Tokenizers.space().ngrams(2), "a")).isEmpty();
    }

    @Test
    void ngrams_one_isTheTokenizerItself() {
      Tokenizer space = Tokenizers.space();
      assertThat(space.ngrams(1)).isSameAs(space);
      assertThatThrownBy(() -> space.ngrams(0)).hasMessage("n-gram size must be >= 1: 0");
    }
  }
}
