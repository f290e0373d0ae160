package io.dsstream.reducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.testkit.Laws;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The aggregates whose laws hold exactly. */
class AggregatesTest {
  private record Case<T, A, R>(
      String name,
      Aggregate<? super T, A, R> aggregate,
      Function<Random, T> value,
      Function<List<T>, R> oracle) {
    List<T> values(int count, Random random) {
      return Totals.values(count, random, value);
    }

    List<A> totals(int count, Random random) {
      return Stream.generate(() -> Totals.fold(aggregate, values(1 + random.nextInt(5), random)))
          .limit(1_000)
          .distinct()
          .limit(count)
          .toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Case<?, ?, ?>> CASES =
      List.of(
          new Case<>("count", Aggregates.count(), Random::nextInt, all -> (long) all.size()),
          new Case<>(
              "sum",
              Aggregates.sum(),
              random -> (long) random.nextInt(),
              all -> all.stream().mapToLong(Long::longValue).sum()),
          new Case<>("sum of doubles", Aggregates.sumOfDoubles(), Doubles::finite, Oracles::sum),
          new Case<>("sum of prices", Aggregates.sumOfDoubles(), Doubles::ordinary, Oracles::sum),
          new Case<>("sum of any doubles", Aggregates.sumOfDoubles(), Doubles::any, Oracles::sum),
          new Case<>("min", Aggregates.<Double>min(), Doubles::any, Collections::min),
          new Case<>("max", Aggregates.<Double>max(), Doubles::any, Collections::max),
          new Case<>("mean of doubles", Aggregates.mean(), Doubles::finite, Oracles::mean),
          new Case<>("mean of prices", Aggregates.mean(), Doubles::ordinary, Oracles::mean),
          new Case<>("mean of any doubles", Aggregates.mean(), Doubles::any, Oracles::mean),
          new Case<>("mean of longs", Aggregates.mean(), AggregatesTest::anyLong, Oracles::mean),
          new Case<>("first", Aggregates.<String>first(), AggregatesTest::timed, Oracles::first),
          new Case<>("last", Aggregates.<String>last(), AggregatesTest::timed, Oracles::last),
          new Case<>(
              "top 3",
              Aggregates.<String>topK(3),
              random -> Seeds.line(random, 1),
              all -> Oracles.topK(all, 3)));

  static Stream<Arguments> casesAndSeeds() {
    return CASES.stream().flatMap(one -> Seeds.some(20).mapToObj(seed -> Arguments.of(one, seed)));
  }

  /** Of every size: not all of them are doubles too. */
  private static long anyLong(Random random) {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }

  /** Few times and fewer values: ties of every kind. */
  private static Timed<String> timed(Random random) {
    return Timed.of(random.nextInt(3), random.nextInt(2), Seeds.line(random, 1));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("casesAndSeeds")
  <T, A, R> void result_everyOrderAndGrouping_isTheOracles(Case<T, A, R> one, long seed) {
    Random random = new Random(seed);
    List<T> values = one.values(4 + random.nextInt(30), random);
    List<A> parts = Totals.parts(one.aggregate(), values, 4, random);
    R expected = one.oracle().apply(values);
    List<A> totals = Totals.merged(one.aggregate().reducer(), parts);
    assertThat(totals).hasSize(120);
    assertThat(totals).extracting(one.aggregate()::result).containsOnly(expected);
    assertThat(one.aggregate().result(Totals.fold(one.aggregate(), values))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("casesAndSeeds")
  <T, A, R> void reducer_totals_obeysTheLaws(Case<T, A, R> one, long seed) {
    List<A> totals = one.totals(3, new Random(seed));
    Reducer<A> reducer = one.aggregate().reducer();
    Laws.reducer(reducer, totals);
    if (reducer instanceof InvertibleReducer<A> invertible) {
      Laws.inverse(invertible, invertible::take, totals);
    }
    totals.forEach(a -> totals.forEach(b -> Totals.requireUnchanged(one.aggregate(), a, b)));
    totals.forEach(total -> Totals.requireTravels(one.aggregate(), total));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("casesAndSeeds")
  <T, A, R> void add_aValue_isToMergeItsTotal(Case<T, A, R> one, long seed) throws Exception {
    Random random = new Random(seed);
    List<T> values = one.values(5, random);
    T value = one.value().apply(random);
    A merged =
        one.aggregate()
            .reducer()
            .call(Totals.fold(one.aggregate(), values), one.aggregate().of(value));
    assertThat(one.aggregate().add(Totals.fold(one.aggregate(), values), value)).isEqualTo(merged);
  }

  @Test
  void reducer_whatCanBeTakenBack_saysSoByType() {
    assertThat(
            CASES.stream()
                .filter(one -> one.aggregate().reducer() instanceof InvertibleReducer<?>)
                .map(one -> one.name().split(" ")[0])
                .distinct())
        .containsExactly("count", "sum", "mean", "top");
  }

  @Test
  void mean_everythingTakenBack_isNoNumber() throws Exception {
    ExactMean one = Aggregates.mean().of(1);
    InvertibleReducer<ExactMean> reducer =
        (InvertibleReducer<ExactMean>) Aggregates.mean().reducer();
    assertThat(Aggregates.mean().result(reducer.take(one, one))).isNaN();
  }

  @Test
  void sum_overflow_throws() {
    assertThatThrownBy(() -> Aggregates.sum().add(Long.MAX_VALUE, 1L))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void topK_none_isRefused() {
    assertThatThrownBy(() -> Aggregates.<String>topK(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be >= 1: 0");
  }
}
