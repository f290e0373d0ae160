package io.dsstream.reducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.testkit.Laws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds hold for certain, so they are asked of every random stream. */
class HeavyHittersTest {
  private static final int MAX = 16;

  private final Aggregate<String, FrequentItems<String>, HeavyHitters<String>> aggregate =
      Aggregates.heavyHitters(MAX);

  static LongStream seeds() {
    return Seeds.some(30);
  }

  /** A few items that come often among many that do not. */
  private static List<String> skewed(Random random, int count) {
    return Totals.values(count, random, r -> "" + (int) (1 / (1 - r.nextDouble())));
  }

  private static void requireTrue(HeavyHitters<String> told, List<String> values) {
    Map<String, Long> counts = Oracles.counts(values);
    assertThat(told.total()).isEqualTo(values.size());
    assertThat(told.error()).isLessThanOrEqualTo(values.size() / (MAX / 2 + 1));
    for (HeavyHitter<String> item : told.items()) {
      assertThat(counts.get(item.item())).isBetween(item.lower(), item.upper());
      assertThat(item.upper() - item.lower()).isEqualTo(told.error());
      assertThat(item.lower()).isPositive();
    }
    assertThat(told.items())
        .extracting(HeavyHitter::estimate)
        .isSortedAccordingTo(Comparator.reverseOrder());
    told.items().forEach(item -> counts.remove(item.item()));
    assertThat(counts.values()).allMatch(count -> count <= told.error());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_everyOrderAndGrouping_keepsItsBounds(long seed) {
    Random random = new Random(seed);
    List<String> values = skewed(random, 4 + random.nextInt(2_000));
    List<FrequentItems<String>> parts = Totals.parts(aggregate, values, 4, random);
    for (FrequentItems<String> total : Totals.merged(aggregate.reducer(), parts)) {
      requireTrue(aggregate.result(total), values);
      assertThat(total.size()).isLessThanOrEqualTo(MAX);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void add_manyValues_neverGrowsPastItsSize(long seed) {
    Random random = new Random(seed);
    List<String> values = skewed(random, 2_000);
    FrequentItems<String> total = aggregate.of(values.get(0));
    for (int i = 1; i < values.size(); i++) {
      total = aggregate.add(total, values.get(i));
      assertThat(total.size()).isLessThanOrEqualTo(MAX);
    }
    requireTrue(aggregate.result(total), values);
  }

  /** The cut is the count after half of the map, or the heavy half would pay for the rare one. */
  @Test
  void result_halfOfTheMapIsHeavy_keepsItsBounds() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < MAX / 2 * 100; i++) {
      values.add("heavy " + i % (MAX / 2));
    }
    for (int i = 0; i < MAX; i++) {
      values.add("rare " + i);
    }
    HeavyHitters<String> told = aggregate.result(Totals.fold(aggregate, values));
    requireTrue(told, values);
    assertThat(told.error()).isEqualTo(1);
  }

  /** Where all counts are equal a cut leaves none: what was seen must be known all the same. */
  @Test
  void result_onlyRareItems_tellsTheErrorWithoutAnItem() throws Exception {
    List<String> values = LongStream.range(0, MAX + 1).mapToObj(Long::toString).toList();
    FrequentItems<String> rare = Totals.fold(aggregate, values);
    requireTrue(aggregate.result(rare), values);
    FrequentItems<String> often = Totals.fold(aggregate, List.of("0", "0", "0"));
    List<String> all = new ArrayList<>(values);
    all.addAll(List.of("0", "0", "0"));
    requireTrue(aggregate.result(aggregate.reducer().call(often, rare)), all);
    requireTrue(aggregate.result(aggregate.reducer().call(rare, often)), all);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reducer_fewItems_obeysTheLawsExactly(long seed) {
    Random random = new Random(seed);
    List<FrequentItems<String>> totals =
        LongStream.range(1, 4)
            .mapToObj(i -> Totals.values((int) i * 5, random, r -> "" + r.nextInt(MAX)))
            .map(values -> Totals.fold(aggregate, values))
            .toList();
    Laws.reducer(aggregate.reducer(), totals);
    assertThat(Totals.merged(aggregate.reducer(), totals))
        .allMatch(total -> aggregate.result(total).error() == 0);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reducer_manyItems_isCommutativeAndChangesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    FrequentItems<String> a = Totals.fold(aggregate, skewed(random, 500));
    FrequentItems<String> b = Totals.fold(aggregate, skewed(random, 500));
    assertThat(aggregate.reducer().call(a, b)).isEqualTo(aggregate.reducer().call(b, a));
    Totals.requireUnchanged(aggregate, a, b);
    Totals.requireTravels(aggregate, a);
  }

  @Test
  void heavyHitters_mapOfOne_isRefused() {
    assertThatThrownBy(() -> Aggregates.<String>heavyHitters(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max map size must be >= 2: 1");
  }
}
