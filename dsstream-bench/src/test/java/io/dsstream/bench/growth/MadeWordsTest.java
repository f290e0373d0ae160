package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MadeWordsTest {
  @Test
  void text_numbers_linesOfTenWords() {
    List<String> lines = text(IntStream.range(0, 30).toArray(), 2, 25).lines().toList();
    assertThat(lines).extracting(line -> line.split(" ").length).containsExactly(10, 10, 3);
    assertThat(words(lines)).doesNotHaveDuplicates().allMatch(word -> word.length() == 7);
  }

  @Test
  void text_equalNumbers_equalWords() {
    assertThat(words(text(new int[] {5, 6, 5}, 0, 3).lines().toList()))
        .satisfies(words -> assertThat(words.get(0)).isEqualTo(words.get(2)))
        .satisfies(words -> assertThat(words.get(0)).isNotEqualTo(words.get(1)));
  }

  private static String text(int[] numbers, int from, int to) {
    String text = new String(MadeWords.text(numbers, from, to), StandardCharsets.US_ASCII);
    assertThat(text).endsWith("\n");
    return text;
  }

  private static List<String> words(List<String> lines) {
    return lines.stream().flatMap(line -> Stream.of(line.split(" "))).toList();
  }
}
