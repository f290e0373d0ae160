package io.dsstream.reducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.testkit.Laws;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReducersTest {
  static Stream<Arguments> reducersAndSeeds() {
    return Stream.<Reducer<Long>>of(Reducers.sum(), Reducers.min(), Reducers.max())
        .flatMap(reducer -> Seeds.some(50).mapToObj(seed -> Arguments.of(reducer, seed)));
  }

  static LongStream seeds() {
    return Seeds.some(50);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("reducersAndSeeds")
  void call_longs_obeysTheLaws(Reducer<Long> reducer, long seed) {
    laws(reducer, new Random(seed), random -> (long) random.nextInt());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void call_strings_obeysTheLaws(long seed) {
    Function<Random, String> words = random -> Seeds.line(random, 2);
    laws(Reducers.<String>min(), new Random(seed), words);
    laws(Reducers.<String>max(), new Random(seed), words);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void take_sums_isTheInverse(long seed) {
    List<Long> samples =
        new Random(seed).ints().distinct().limit(3).mapToObj(i -> (long) i).toList();
    Laws.inverse(Reducers.sum(), Reducers.sum()::take, samples);
  }

  /** Counting tables know the sum by its identity. */
  @Test
  void sum_hasTravelled_isTheSame() {
    assertThat(Laws.serializable(Reducers.sum())).isSameAs(Reducers.sum());
  }

  private static <V> void laws(Reducer<V> reducer, Random random, Function<Random, V> values) {
    Laws.reducer(reducer, Stream.generate(() -> values.apply(random)).distinct().limit(3).toList());
  }

  @Test
  void call_examples_areWhatTheNameSays() throws Exception {
    assertThat(Reducers.sum().call(2L, 3L)).isEqualTo(5);
    assertThat(Reducers.<Integer>min().call(2, 3)).isEqualTo(2);
    assertThat(Reducers.<String>max().call("a", "b")).isEqualTo("b");
  }

  @Test
  void sum_overflow_throws() {
    assertThatThrownBy(() -> Reducers.sum().call(Long.MAX_VALUE, 1L))
        .isInstanceOf(ArithmeticException.class);
  }
}
