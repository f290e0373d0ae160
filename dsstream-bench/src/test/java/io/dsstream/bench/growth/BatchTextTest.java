package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are what they claim to be, by another count than the library's. */
class BatchTextTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 5_000_000, 120_000_000})
  void kingJames_soManyBytes_exactlyThose(long bytes) {
    BatchText text = BatchText.kingJames(bytes);
    assertThat(text.bytes()).isEqualTo(bytes);
    assertThat(text.blocks()).allMatch(block -> block.length() <= BatchText.BLOCK_BYTES);
    requireCounts(text);
  }

  @Test
  void kingJames_longerThanTheText_repeatsItsBlocks() {
    BatchText text = BatchText.kingJames(120_000_000);
    assertThat(new HashSet<>(text.blocks())).hasSizeLessThan(text.blocks().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 600_000, 1_200_000})
  void distinct_soMany_exactlyThose(int distinct) {
    BatchText text = DistinctWords.text(1_200_000, distinct);
    assertThat(text.distinct()).isEqualTo(distinct);
    assertThat(text.words()).isEqualTo(1_200_000);
    assertThat(text.bytes()).isEqualTo(9_600_000);
    assertThat(text.blocks()).allMatch(block -> block.length() <= BatchText.BLOCK_BYTES);
    requireCounts(text);
  }

  @Test
  void distinct_thatDoesNotDivideTheWords_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DistinctWords.text(100, 30))
        .withMessage("words must be a multiple of 10 and of 30: 100");
  }

  private static void requireCounts(BatchText text) {
    Map<String, Long> counts = new HashMap<>();
    for (TextBlock block : text.blocks()) {
      SplitAndMerge.count(block).forEach((word, count) -> counts.merge(word, count, Long::sum));
    }
    assertThat(text.distinct()).isEqualTo(counts.size());
    assertThat(text.words()).isEqualTo(counts.values().stream().mapToLong(n -> n).sum());
  }
}
