package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.join.KeyFilter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ranking that goes with its keys against one that sorts all of them. */
class KeyRankingTest {
  private static final int CHANGES = 400;

  private final Map<String, Double> values = new TreeMap<>();
  private int asked;

  static LongStream seeds() {
    return Seeds.some(50);
  }

  private Double result(Double value) {
    asked++;
    return value;
  }

  private List<KeyResult> sorted(KeyFilter filter, int limit) {
    return values.entrySet().stream()
        .filter(entry -> filter == null || filter.lets(entry.getKey()))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(limit)
        .map(entry -> new KeyResult(entry.getKey(), entry.getValue()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itsFirstAreTheFirstOfAll(long seed) {
    Random random = new Random(seed);
    int limit = random.nextInt(8) == 0 ? Integer.MAX_VALUE : random.nextInt(6);
    int keys = 1 + random.nextInt(200);
    SwitchedFilter filter = random.nextBoolean() ? new SwitchedFilter() : null;
    KeyRanking<Double> ranking =
        new KeyRanking<>(
            values, this::result, new Selection(filter, limit), random.nextBoolean(), 1);
    for (int i = 0; i < CHANGES; i++) {
      for (int j = random.nextInt(8); j > 0; j--) {
        String key = "k" + random.nextInt(keys);
        if (random.nextInt(3) == 0) {
          values.remove(key);
          ranking.left(key);
        } else {
          values.put(key, random.nextInt(1 + i) / 2.0);
          ranking.changed(key, values.get(key));
        }
      }
      if (random.nextInt(50) == 0) {
        values.clear();
        ranking.cleared();
      }
      if (filter != null) {
        filter.change(random, "k", keys);
      }
      if (random.nextBoolean()) {
        assertThat(ranking.first()).isEqualTo(sorted(filter, limit));
        assertThat(ranking.distinct()).isEqualTo(sorted(filter, Integer.MAX_VALUE).size());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyWhatHasChangedIsAskedFor(boolean isAtOnce) {
    for (int i = 0; i < 100_000; i++) {
      values.put("k" + i, (double) i);
    }
    SwitchedFilter filter = new SwitchedFilter();
    KeyRanking<Double> ranking =
        new KeyRanking<>(values, this::result, new Selection(filter, 10), isAtOnce);
    values.forEach(ranking::changed);
    assertThat(ranking.first()).isEqualTo(sorted(filter, 10));
    asked = 0;
    values.put("k7", 1e9);
    ranking.changed("k7", 1e9);
    assertThat(ranking.first()).isEqualTo(sorted(filter, 10));
    assertThat(asked).isEqualTo(1);
  }
}
