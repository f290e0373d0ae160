package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.TokenSink;
import io.dsstream.tokenizer.Tokenizer;
import io.dsstream.tokenizer.Tokenizers;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a state is of must read the same in each run, and otherwise where it is otherwise. */
class IdentityTest {
  /** {@code printf 'the\\xff' | sha256sum}. */
  private static final String SHA_OF_THE =
      "d64663bb656c7737312dec0679b8eed527e5a1c934a25db4ece09def608fa874";

  private static String words(Tokenizer tokenizer) {
    return Identity.of("", tokenizer, Reducers.sum()).words();
  }

  private static final class Custom implements Tokenizer {
    private static final long serialVersionUID = 1L;

    @Override
    public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
      sink.token(bytes, from, to);
    }
  }

  @Test
  void words_ofEachStep_areTold() {
    assertThat(
            words(Tokenizers.words().lowerCase().minLength(2).stopWords(Set.of("the")).ngrams(3)))
        .isEqualTo(
            "tokenizer words lower-case min-length:2 stop-words:"
                + "%s ngram:3, reducer of 2 and 3 makes 5".formatted(SHA_OF_THE));
    assertThat(words(Tokenizers.pattern("@a lower+case")))
        .startsWith("tokenizer pattern:%40a+lower%2Bcase,");
    assertThat(words(Tokenizers.space().stopWords(Set.of("ac", "bd"))))
        .isNotEqualTo(words(Tokenizers.space().stopWords(Set.of("ad", "bc"))));
  }

  @Test
  void words_ofFunctions_doNotDependOnTheRun() {
    assertThat(words(new Custom()))
        .startsWith("tokenizer span.IdentityTest$Custom, reducer")
        .isEqualTo(words(new Custom()));
    assertThat(words(Tokenizers.space().map(word -> word).minLength(2)))
        .startsWith("tokenizer space map:io.dsstream.span.IdentityTest min-length:2, reducer");
  }

  /** The names are those of the figures: swapped, each would be told as the other's. */
  @Test
  void joined_isOfBothStreamsByTheirNames() {
    Identity words = Identity.of("running total", Tokenizers.space(), Reducers.sum());
    Identity lower = Identity.of("running total", Tokenizers.space().lowerCase(), Reducers.sum());
    Identity joined = Identity.joined("a", words, "b", lower);
    assertThat(joined)
        .isEqualTo(
            new Identity(
                "running total", words.words() + " as a, joined with " + lower.words() + " as b"))
        .isNotEqualTo(Identity.joined("b", words, "a", lower))
        .isNotEqualTo(Identity.joined("a", words, "b", words));
  }

  @Test
  void joined_ofNoWords_isThatOfEachBatch() {
    Identity none = new Identity("each batch", "");
    assertThat(Identity.joined("a", none, "b", none)).isEqualTo(none);
  }

  @Test
  void joined_overDifferentSpans_throws() {
    assertThatThrownBy(
            () -> Identity.joined("a", new Identity("one", "x"), "b", new Identity("other", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("joined streams must be over the same span: one and other");
  }

  private static final class Longest implements Reducer<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String call(String a, String b) {
      return a.length() > b.length() ? a : b;
    }
  }

  private static String keyed(KeyedLines<?> lines, Aggregate<?, ?, ?> aggregate) {
    return Identity.of("", lines, aggregate).words();
  }

  @Test
  void words_ofKeyedLines_areTold() {
    KeyedFields fields = new KeyedFields().key("host");
    assertThat(keyed(fields.value("2").numbers(), Aggregates.mean()))
        .isEqualTo("mean of numbers, key host, value 2, separator white space");
    assertThat(keyed(fields.texts(), Aggregates.<String>heavyHitters(7)))
        .isEqualTo("heavy hitters of 7 of texts, key host, value none, separator white space");
    assertThat(keyed(fields.words(new Custom()), Aggregates.of(new Longest())))
        .isEqualTo(
            "span.IdentityTest$Longest of words of io.dsstream.span.IdentityTest$Custom,"
                + " key host, value none, separator white space")
        .isEqualTo(keyed(fields.words(new Custom()), Aggregates.of(new Longest())));
    assertThat(keyed(fields.texts(), Aggregates.<String>first()))
        .isNotEqualTo(keyed(fields.texts(), Aggregates.<String>last()));
  }

  @Test
  void words_ofReducers_areWhatTheyMake() {
    Reducer<Long> failing =
        (a, b) -> {
          throw new IllegalStateException();
        };
    assertThat(Identity.of("", Tokenizers.space(), Reducers.max()).words())
        .endsWith("reducer of 2 and 3 makes 3");
    assertThat(Identity.of("", Tokenizers.space(), failing).words())
        .endsWith("reducer of 2 and 3 throws java.lang.IllegalStateException");
  }
}
