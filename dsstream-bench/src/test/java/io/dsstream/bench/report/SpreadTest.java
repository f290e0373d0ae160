package io.dsstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void of_odd_middle() {
    assertThat(spread(9, 1, 4)).isEqualTo(new Spread(1, 4, 9));
  }

  @Test
  void of_even_meanOfTheTwoInTheMiddle() {
    assertThat(spread(9, 1, 4, 5)).isEqualTo(new Spread(1, 4.5, 9));
  }

  @Test
  void of_none_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spread())
        .withMessage("items must hold one at least: []");
  }

  @Test
  void times_extremes_lieFarthestApart() {
    assertThat(spread(10, 20, 40).times(spread(1, 2, 4))).isEqualTo(new Spread(2.5, 10, 40));
  }

  @Test
  void map_toAnInverse_smallestStaysFirst() {
    assertThat(spread(1, 2, 4).map(seconds -> 8 / seconds)).isEqualTo(new Spread(2, 4, 8));
    assertThat(spread(1, 2, 4).map(seconds -> 8 * seconds)).isEqualTo(new Spread(8, 16, 32));
  }

  private static Spread spread(int... figures) {
    return Spread.of(Arrays.stream(figures).boxed().toList(), figure -> figure);
  }
}
