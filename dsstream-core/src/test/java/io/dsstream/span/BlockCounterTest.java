package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import io.dsstream.table.TopK;
import io.dsstream.table.WordCount;
import io.dsstream.tokenizer.Tokenizers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockCounterTest {
  static LongStream seeds() {
    return Seeds.some(8);
  }

  /** A block is counted in pieces of 256 KiB, so this one in several, or in one long line. */
  @ParameterizedTest
  @MethodSource("seeds")
  void count_largeBlocks_countsLinesAndWordsOnce(long seed) {
    Random random = new Random(seed);
    List<String> ends = List.of("\n", "\r\n", "\r");
    int lineLength = 1 << random.nextInt(20);
    StringBuilder text = new StringBuilder();
    Map<String, Long> expected = new HashMap<>();
    long lines = 0;
    while (text.length() < 1_000_000) {
      String line =
          random
              .ints(random.nextInt(lineLength) / 4 + 1, 0, 3000)
              .mapToObj(word -> word % 3 == 0 ? "wort" + word : "w" + word)
              .collect(Collectors.joining(" "));
      List.of(line.split(" ")).forEach(word -> expected.merge(word, 1L, Long::sum));
      text.append(line).append(ends.get(random.nextInt(ends.size())));
      lines++;
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    BlockCounter counter = new BlockCounter(Tokenizers.space(), new CountTable(seed));

    counter.count(TextBlock.ofBytes(bytes, bytes.length));

    assertThat(counter.tally().lines()).isEqualTo(lines);
    assertThat(counter.tally().words())
        .isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
    assertThat(counts(counter.table())).isEqualTo(expected);
  }

  /** A piece ends at its last line end: here where CR and LF part, or nearly. */
  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r\r\n", "\n\r", "\u00e4\r\n"})
  void count_lineEndAroundThePiecesEnd_isOne(String end) {
    for (int before = 0; before <= 5; before++) {
      String words = "four ".repeat(1 << 16).substring(0, (1 << 18) - 2 - before);
      String text = "a\n" + words + end + "b c\n";
      byte[] bytes = text.getBytes(UTF_8);
      BlockCounter counter = new BlockCounter(Tokenizers.space(), new CountTable(1));

      counter.count(TextBlock.ofBytes(bytes, bytes.length));

      List<String> lines = text.lines().toList();
      assertThat(counter.tally().lines()).isEqualTo(lines.size());
      assertThat(counts(counter.table()))
          .isEqualTo(
              lines.stream()
                  .flatMap(line -> Stream.of(line.split(" ", -1)))
                  .collect(Collectors.groupingBy(word -> word, Collectors.counting())));
    }
  }

  @Test
  void count_wordsPastTheBound_areCutAndCounted() {
    BlockCounter counter = new BlockCounter(Tokenizers.space(), new CountTable(1));
    String most = "x".repeat(CountTable.MAX_KEY_BYTES);

    counter.count(TextBlock.ofLines(most + " " + most + "y", most + "z " + most + "y"));

    assertThat(counter.tally().words()).isEqualTo(4);
    assertThat(counter.tally().faults().longWords()).isEqualTo(3);
    String cut = most.substring(3) + "…";
    assertThat(counts(counter.table())).isEqualTo(Map.of(most, 1L, cut, 3L));
    assertThat(new BlockCounter(Tokenizers.space(), counter.table()).tally()).isEqualTo(Tally.ZERO);
  }

  private static Map<String, Long> counts(CountTable table) {
    return TopK.words(table, Integer.MAX_VALUE).stream()
        .collect(Collectors.toMap(WordCount::word, WordCount::count));
  }
}
