package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpectedCountsTest {
  private final ExpectedCounts expected = new ExpectedCounts(20);

  @BeforeEach
  void wordsThatComeAndGo() {
    expected.add(1, 2, 2, 3, 3, 3);
    expected.add(0, 3);
    expected.take(1, 2, 2, 3, 3, 3);
    expected.add(0, 4);
  }

  @Test
  void requireAll_right_passes() {
    expected.requireAll(new Answer(4, 3, List.of(2L, 1L, 1L)));
  }

  @Test
  void requireTotals_wrong_isNoResult() {
    assertThatIllegalStateException()
        .isThrownBy(() -> expected.requireTotals(new Answer(5, 3, List.of())))
        .withMessage("words of the span must be 4: 5");
    assertThatIllegalStateException()
        .isThrownBy(() -> expected.requireTotals(new Answer(4, 4, List.of())))
        .withMessage("distinct words of the span must be 3: 4");
  }

  @Test
  void requireAll_wrongFirstWords_isNoResult() {
    assertThatIllegalStateException()
        .isThrownBy(() -> expected.requireAll(new Answer(4, 3, List.of(1L, 1L, 1L))))
        .withMessage("largest counts of the span must be [2, 1, 1]: [1, 1, 1]");
  }

  @Test
  void requireAll_manyWords_tenOfThem() {
    expected.add(IntStream.range(0, 20).toArray());
    List<Long> first = List.of(3L, 2L, 2L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
    expected.requireAll(new Answer(24, 20, first));
  }
}
