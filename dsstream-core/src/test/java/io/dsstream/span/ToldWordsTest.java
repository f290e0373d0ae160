package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.table.CountTable;
import io.dsstream.table.TopK;
import io.dsstream.table.WordCount;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words that a filter lets through, while table and filter change, against a look at all. */
class ToldWordsTest {
  static LongStream seeds() {
    return Seeds.some(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void first_whateverChanges_areThoseOfAllThatAreLetThrough(long seed) {
    Random random = new Random(seed);
    CountTable table = new CountTable(seed);
    SwitchedFilter filter = new SwitchedFilter();
    int limit = random.nextInt(12);
    ToldWords told = ToldWords.of(table, new Selection(filter, limit));
    String prefix = "w".repeat(1 + random.nextInt(20)); // in each of the table's kinds of slots
    // Now and then so many that their ranking does not look at all of them.
    int words = seed % 10 == 0 ? 20_000 : 1 + random.nextInt(200);
    for (int i = 0; i < 2 * words; i++) {
      change(random, table, told, (prefix + random.nextInt(words)).getBytes(UTF_8));
    }
    for (int round = 0; round < 200; round++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        change(random, table, told, (prefix + random.nextInt(words)).getBytes(UTF_8));
      }
      filter.change(random, prefix, words);
      if (random.nextInt(60) == 0) {
        table.clear();
        told.cleared();
      }
      if (random.nextBoolean()) {
        List<WordCount> all =
            TopK.words(table, Integer.MAX_VALUE).stream()
                .filter(word -> filter.lets(word.word()))
                .toList();
        assertThat(told.first()).isEqualTo(all.subList(0, Math.min(limit, all.size())));
        assertThat(told.distinct()).isEqualTo(all.size());
      }
    }
  }

  private static void change(Random random, CountTable table, ToldWords told, byte[] word) {
    long now = table.add(word, 0, word.length, 1 + random.nextInt(9));
    told.changed(word, 0, word.length, now);
    if (random.nextInt(3) == 0) {
      table.remove(word, 0, word.length);
      told.left(word, 0, word.length);
    }
  }
}
