package io.dsstream.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first words after each round of changes against a look at the whole table. */
class RankingTest {
  static LongStream seeds() {
    return Seeds.some(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void words_whateverChanges_areTheFirst(long seed) {
    Random random = new Random(seed);
    CountTable table = new CountTable(seed);
    int limit = random.nextInt(12);
    Ranking ranking = new Ranking(table, limit, 1 + random.nextInt(60));
    int words = 1 + random.nextInt(300);
    int largest = 1 + random.nextInt(20); // few values make many ties
    double growth = random.nextDouble();
    for (int round = 0; round < 200; round++) {
      for (int i = random.nextInt(40); i > 0; i--) {
        byte[] word = Integer.toString(random.nextInt(words)).getBytes(UTF_8);
        change(random, table, ranking, word, largest, random.nextDouble() < growth);
      }
      assertThat(ranking.words()).isEqualTo(TopK.words(table, limit));
    }
  }

  private static void change(
      Random random, CountTable table, Ranking ranking, byte[] word, int largest, boolean grows) {
    int length = word.length;
    long now = table.add(word, 0, length, 1 + random.nextInt(largest));
    ranking.changed(word, 0, length, now);
    if (!grows) {
      long left = table.take(word, 0, length, 1 + random.nextInt((int) now));
      if (left == 0) {
        ranking.left(word, 0, length);
      } else {
        ranking.changed(word, 0, length, left);
      }
    }
  }
}
