package io.dsstream.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each made-up text is made up for. */
class MadeTextTest {
  static Stream<Function<Random, LineWriter>> writers() {
    return Stream.of(
        random -> new IndonesianText(1_000, random),
        ChineseText::new,
        random -> new EmojiText(1_000, random),
        random -> new LogText(),
        LongTokensText::new,
        random -> new DistinctText(1_000, random),
        random -> new UniqueText());
  }

  @ParameterizedTest
  @MethodSource("writers")
  void blocks_seed_decides(Function<Random, LineWriter> writer) {
    List<TextBlock> blocks = blocks(writer, 7);
    assertThat(blocks).hasSize(2).allMatch(b -> b.length() > 240_000 && b.length() <= 1 << 18);
    assertThat(blocks.get(0).bytes()).isNotEqualTo(blocks.get(1).bytes());
    assertThat(blocks(writer, 7).get(1).bytes()).isEqualTo(blocks.get(1).bytes());
    assertThat(blocks(writer, 8).get(1).bytes()).isNotEqualTo(blocks.get(1).bytes());
  }

  @Test
  void indonesian_words_haveSixLettersAndDoublings() {
    List<String> words = words(new IndonesianText(20_000, new Random(1)));
    assertThat(letters(words)).isBetween(5.5, 7.5);
    assertThat(words).contains("yang", "dan").anyMatch(word -> word.matches("(.+)-\\1"));
  }

  @Test
  void chinese_text_hasFewSpaces() {
    String text = text(new ChineseText(new Random(1)));
    long han = text.codePoints().filter(Character::isIdeographic).count();
    assertThat((double) han / text.length()).isGreaterThan(0.75);
    assertThat(letters(List.of(text.split("\\s")))).isGreaterThan(20);
  }

  @Test
  void emoji_text_hasSequences() {
    assertThat(text(new EmojiText(1_000, new Random(1))))
        .contains("\u200d", "\ufe0f", "🇮🇩", "👍🏽")
        .containsPattern("[a-z] 🔥")
        .containsPattern("[a-z]🔥");
  }

  @Test
  void logs_lines_haveIdsOfTheirOwn() {
    List<String> ids =
        text(new LogText())
            .lines()
            .map(line -> line.replaceAll(".*(trace=|/api/v2/[a-z]+/)([0-9a-f]+).*", "$2"))
            .toList();
    assertThat(ids).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
    assertThat(ids).allMatch(id -> id.matches("[0-9a-f]+"));
  }

  @Test
  void longTokens_have50To5000Bytes() {
    List<String> words = words(new LongTokensText(new Random(1)));
    assertThat(words).allMatch(word -> word.length() >= 50 && word.length() <= 5_000);
    assertThat(words).anyMatch(word -> word.length() < 100);
    assertThat(words).anyMatch(word -> word.length() > 2_500);
  }

  @Test
  void distinct_block_holdsTheWholeVocabulary() {
    TextBlock block = Corpora.blocks(Corpora.DISTINCT_1M).get(7);
    assertThat(SplitAndMerge.count(block)).hasSize(1_000_000);
  }

  @Test
  void unique_words_areNew() {
    assertThat(words(new UniqueText())).doesNotHaveDuplicates();
  }

  @Test
  void crafted_words_areNewAndAsLongAsUniqueOnes() {
    double unique = letters(words(new UniqueText()));
    for (TextBlock block : CraftedText.blocks(1 << 18, 1)) {
      Map<String, Long> counts = SplitAndMerge.count(block);
      assertThat(counts.values()).containsOnly(1L);
      assertThat(letters(counts.keySet().stream().toList())).isBetween(unique - 0.2, unique + 0.2);
    }
  }

  private static List<TextBlock> blocks(Function<Random, LineWriter> writer, long seed) {
    return new MadeText(writer.apply(new Random(seed)), seed).blocks(2, 1 << 18);
  }

  private static String text(LineWriter writer) {
    TextBlock block = new MadeText(writer, 1).blocks(1, 1 << 20).get(0);
    return new String(block.bytes(), 0, block.length(), StandardCharsets.UTF_8);
  }

  private static List<String> words(LineWriter writer) {
    return Arrays.asList(text(writer).split("[ \n]"));
  }

  private static double letters(List<String> words) {
    return words.stream().mapToInt(String::length).average().orElseThrow();
  }
}
