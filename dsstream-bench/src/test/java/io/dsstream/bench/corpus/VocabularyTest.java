package io.dsstream.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final List<String> words =
      Arrays.stream(Vocabulary.words(100_000, new Random(1)))
          .map(word -> new String(word, StandardCharsets.US_ASCII))
          .toList();

  @Test
  void words_areDistinctLetters() {
    assertThat(words).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]{1,24}"));
  }

  @Test
  void words_entry_hasEightLetters() {
    assertThat(letters(words)).isBetween(7.5, 8.5);
  }

  @Test
  void words_frequent_areShort() {
    assertThat(letters(words.subList(0, 100))).isBetween(2.0, 4.0);
  }

  private static double letters(List<String> words) {
    return words.stream().mapToInt(String::length).average().orElseThrow();
  }
}
