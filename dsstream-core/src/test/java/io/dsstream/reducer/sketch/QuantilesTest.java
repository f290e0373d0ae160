package io.dsstream.reducer.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Totals;
import io.dsstream.testkit.Laws;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.datasketches.kll.KllSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantilesTest {
  private static final double[] RANKS = {0, 0.01, 0.25, 0.5, 0.9, 0.99, 1};
  private static final double ERROR = 0.0133;
  private static final int STREAMS = 20;

  private final Aggregate<Number, SketchTotal<Double>, List<QuantileEstimate>> aggregate =
      Sketches.quantiles(RANKS);

  static LongStream seeds() {
    return Seeds.some(20);
  }

  private static List<Double> values(Random random, int count) {
    return Totals.values(count, random, r -> Math.rint(100 * r.nextGaussian()));
  }

  /** The smallest value of which so large a part of all is not larger. */
  private static double exact(List<Double> sorted, double rank) {
    int i = 0;
    while (i + 1 < rank * sorted.size()) {
      i++;
    }
    return sorted.get(i);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void result_fewValues_isExactInEveryOrderAndGrouping(long seed) {
    Random random = new Random(seed);
    List<Double> values = values(random, 4 + random.nextInt(SketchAggregate.MAX_WAITING - 3));
    List<Double> sorted = values.stream().sorted().toList();
    List<SketchTotal<Double>> parts = Totals.parts(aggregate, values, 4, random);
    for (SketchTotal<Double> total : Totals.merged(aggregate.reducer(), parts)) {
      for (QuantileEstimate told : aggregate.result(total)) {
        double value = exact(sorted, told.rank());
        assertThat(told).isEqualTo(new QuantileEstimate(told.rank(), value, value, value));
      }
    }
  }

  /** Seeded streams, and a seed for the sketch's coins: what is 99 of 100 here is so always. */
  @Test
  void result_everyOrderAndGrouping_isWithinItsBoundsIn99Of100() throws Exception {
    coins().setSeed(1);
    long all = 0;
    long within = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      Random random = new Random(stream);
      List<Double> values = Totals.values(5_000, random, Random::nextGaussian);
      List<Double> sorted = values.stream().sorted().toList();
      List<SketchTotal<Double>> parts = Totals.parts(aggregate, values, 4, random);
      for (SketchTotal<Double> total : Totals.merged(aggregate.reducer(), parts)) {
        List<QuantileEstimate> told = aggregate.result(total);
        all += told.size();
        within += told.stream().filter(one -> isWithin(one, sorted)).count();
        assertThat(told.get(0).value()).isEqualTo(sorted.get(0));
        assertThat(told.get(RANKS.length - 1).value()).isEqualTo(sorted.get(4_999));
      }
    }
    assertThat(within).isGreaterThanOrEqualTo(all * 99 / 100).isLessThanOrEqualTo(all);
  }

  private static boolean isWithin(QuantileEstimate told, List<Double> sorted) {
    double rank = (sorted.indexOf(told.value()) + 1.0) / sorted.size();
    double truth = exact(sorted, told.rank());
    return Math.abs(rank - told.rank()) <= ERROR && told.lower() <= truth && truth <= told.upper();
  }

  private static Random coins() throws ReflectiveOperationException {
    Field coins = KllSketch.class.getDeclaredField("random");
    coins.setAccessible(true);
    return (Random) coins.get(null);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reducer_anySize_changesNothingAndTravels(long seed) throws Exception {
    Random random = new Random(seed);
    for (int count : new int[] {1, 65, 300, 5_000}) {
      SketchTotal<Double> a = Totals.fold(aggregate, values(random, count));
      SketchTotal<Double> b = Totals.fold(aggregate, values(random, 70));
      Totals.requireUnchanged(aggregate, a, b);
      Totals.requireUnchanged(aggregate, b, a);
      assertThat(Totals.byKryo(a)).usingRecursiveComparison().isEqualTo(a);
      assertThat(Laws.serializable(a)).usingRecursiveComparison().isEqualTo(a);
      Totals.requireTravels(aggregate, aggregate.reducer().call(a, b)); // whose coins are thrown
    }
  }

  @Test
  void total_manyValues_doesNotGrow() {
    SketchTotal<Double> total = Totals.fold(aggregate, values(new Random(1), 100_000));
    assertThat(total.sketch()).hasSizeLessThan(6_000);
    assertThat(total.waiting()).hasSizeLessThanOrEqualTo(SketchAggregate.MAX_WAITING);
  }

  @Test
  void quantiles_badRanks_areRefused() {
    assertThatThrownBy(Sketches::quantiles)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ranks must be one or more: none");
    assertThatThrownBy(() -> Sketches.quantiles(0.5, 1.5))
        .hasMessage("rank must be from 0 to 1: 1.5");
    assertThatThrownBy(() -> Sketches.quantiles(Double.NaN))
        .hasMessage("rank must be from 0 to 1: NaN");
  }

  @Test
  void of_notANumber_isRefused() {
    assertThatThrownBy(() -> aggregate.of(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("value must be a number: NaN");
  }
}
