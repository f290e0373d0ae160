package io.dsstream.reducer.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dsstream.Seeds;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Totals;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctTest {
  private static final int STREAMS = 200;

  private final Aggregate<Object, SketchTotal<Object>, Estimate> aggregate = Sketches.distinct();

  static LongStream seeds() {
    return Seeds.some(10);
  }

  private static List<Object> items(Random random, int count, int distinct) {
    return Totals.values(count, random, r -> "item " + r.nextInt(distinct));
  }

  private Estimate of(Object... items) {
    return aggregate.result(Totals.fold(aggregate, Arrays.asList(items)));
  }

  /** From what waits through lists of hashes to registers, and across them. */
  @ParameterizedTest
  @MethodSource("seeds")
  void result_everyOrderAndGrouping_isTheSameToTheBit(long seed) {
    Random random = new Random(seed);
    for (int count : new int[] {4, 60, 400, 6_000}) {
      List<Object> items = items(random, count, 1 + random.nextInt(2 * count));
      List<SketchTotal<Object>> parts = Totals.parts(aggregate, items, 4, random);
      Estimate expected = aggregate.result(Totals.fold(aggregate, items));
      assertThat(Totals.merged(aggregate.reducer(), parts))
          .extracting(aggregate::result)
          .containsOnly(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reducer_anySize_changesNothingAndTravels(long seed) {
    Random random = new Random(seed);
    for (int count : new int[] {1, 65, 300, 5_000}) {
      SketchTotal<Object> a = Totals.fold(aggregate, items(random, count, 5_000));
      SketchTotal<Object> b = Totals.fold(aggregate, items(random, 70, 5_000));
      Totals.requireUnchanged(aggregate, a, b);
      Totals.requireUnchanged(aggregate, b, a);
      Totals.requireTravels(aggregate, a);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 300, 3_000, 30_000})
  void result_manyStreams_isWithinItsBoundsIn95Of100(int distinct) {
    long within =
        IntStream.range(0, STREAMS)
            .mapToObj(stream -> estimate(stream, distinct))
            .filter(estimate -> estimate.lower() <= distinct && distinct <= estimate.upper())
            .count();
    assertThat(within).isGreaterThanOrEqualTo(STREAMS * 95 / 100);
  }

  private Estimate estimate(int stream, int distinct) {
    List<String> items = IntStream.range(0, distinct).mapToObj(i -> stream + " " + i).toList();
    return aggregate.result(Totals.fold(aggregate, items));
  }

  @Test
  void result_manyItems_boundsAreNarrow() {
    Estimate estimate = estimate(0, 30_000);
    assertThat(estimate.upper() - estimate.lower()).isBetween(1_000.0, 0.07 * 30_000);
  }

  @Test
  void total_manyItems_doesNotGrow() {
    SketchTotal<Object> total = Totals.fold(aggregate, items(new Random(1), 100_000, 100_000));
    assertThat(total.sketch()).hasSizeLessThan(2_200);
    assertThat(total.waiting()).hasSizeLessThanOrEqualTo(SketchAggregate.MAX_WAITING);
  }

  @Test
  void of_equalNumbers_areOneItem() {
    assertThat(of(7, 7L, (short) 7, (byte) 7).value()).isCloseTo(1, within(1e-3));
    assertThat(of(0.5, 0.5f, -0.0, 0.0, Double.NaN, Float.NaN).value()).isCloseTo(3, within(1e-3));
    assertThat(of(1, 1.0, "1").value()).isCloseTo(3, within(1e-3));
  }

  @Test
  void of_emptyString_isAnItem() {
    assertThat(of("", "", "\u0000", "\u00ff").value()).isCloseTo(3, within(1e-3));
  }

  @Test
  void of_otherClass_isRefused() {
    assertThatThrownBy(() -> aggregate.of('c'))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("item must be a string, an integer or a double: java.lang.Character");
  }
}
