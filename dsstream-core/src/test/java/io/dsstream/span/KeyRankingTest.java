package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ranking that goes with its keys against one that sorts all of them. */
class KeyRankingTest {
  private static final int CHANGES = 400;

  private final Map<String, Double> values = new TreeMap<>();
  private int asked;

  static LongStream seeds() {
    return Seeds.some(50);
  }

  private KeyResult result(String key) {
    asked++;
    return new KeyResult(key, values.get(key));
  }

  private List<KeyResult> sorted(int limit) {
    return values.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(limit)
        .map(entry -> new KeyResult(entry.getKey(), entry.getValue()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itsFirstAreTheFirstOfAll(long seed) {
    Random random = new Random(seed);
    int limit = random.nextInt(6);
    int keys = 1 + random.nextInt(200);
    KeyRanking ranking = new KeyRanking(values.keySet(), this::result, limit, 1);
    for (int i = 0; i < CHANGES; i++) {
      Set<String> changed = new HashSet<>();
      for (int j = random.nextInt(8); j > 0; j--) {
        String key = "k" + random.nextInt(keys);
        if (random.nextInt(3) == 0) {
          values.remove(key);
        } else {
          values.put(key, random.nextInt(1 + i) / 2.0);
        }
        changed.add(key);
      }
      ranking.changed(changed);
      if (random.nextInt(50) == 0) {
        values.clear();
        ranking.cleared();
      }
      if (random.nextBoolean()) {
        assertThat(ranking.first(limit)).isEqualTo(sorted(limit));
      }
    }
  }

  @Test
  void onlyWhatHasChangedIsAskedFor() {
    for (int i = 0; i < 100_000; i++) {
      values.put("k" + i, (double) i);
    }
    KeyRanking ranking = new KeyRanking(values.keySet(), this::result, 10);
    ranking.changed(values.keySet());
    assertThat(ranking.first(10)).isEqualTo(sorted(10));
    asked = 0;
    values.put("k7", 1e9);
    ranking.changed(Set.of("k7"));
    assertThat(ranking.first(10)).isEqualTo(sorted(10));
    assertThat(asked).isEqualTo(1);
  }
}
