package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final Summary summary = new Summary();

  @Test
  void add_manyWords_allAreCountedTenAreTold() {
    for (int count = 1; count <= 30; count++) {
      summary.add("word " + count, count * 7 % 31);
    }
    assertThat(summary.answer())
        .isEqualTo(new Answer(465, 30, List.of(30L, 29L, 28L, 27L, 26L, 25L, 24L, 23L, 22L, 21L)));
  }

  @Test
  void add_wordThatHasGrown_isNotNew() {
    summary.add("new", 2, 2);
    summary.add("old", 9, 3);
    assertThat(summary.answer()).isEqualTo(new Answer(5, 1, List.of(9L, 2L)));
  }

  @Test
  void addAll_wordThatIsThere_hasItsNewCount() {
    summary.add("a", 5);
    summary.add("b", 4);
    Summary newer = new Summary();
    newer.add("b", 6, 2);
    newer.add("c", 1);
    summary.addAll(newer);
    assertThat(summary.answer()).isEqualTo(new Answer(12, 3, List.of(6L, 5L, 1L)));
  }
}
