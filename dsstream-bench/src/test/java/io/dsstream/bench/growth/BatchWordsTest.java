package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchWordsTest {
  @ParameterizedTest
  @ValueSource(ints = {10_000, 500_000, 1_234_567})
  void running_firstBatches_haveEachKeyOnce(int keys) {
    BatchWords words = BatchWords.running(keys);
    int[] counts = new int[keys];
    for (int batch = 0; batch < words.fill(); batch++) {
      IntStream.of(words.of(batch)).forEach(word -> counts[word]++);
    }
    assertThat(IntStream.of(counts).allMatch(count -> count == 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 500_000, 1_234_567})
  void of_afterThose_equalInputWhateverTheKeys(int keys) {
    BatchWords words = BatchWords.running(keys);
    for (int batch = words.fill(); batch < words.fill() + 5; batch++) {
      int[] drawn = words.of(batch);
      assertThat(Arrays.equals(drawn, words.of(batch))).isTrue();
      int[] counts = new int[keys];
      IntStream.of(drawn).forEach(word -> counts[word]++);
      assertThat(IntStream.of(counts).filter(count -> count == 2).count()).isEqualTo(10_000);
      assertThat(drawn.length).isEqualTo(20_000);
    }
  }

  @Test
  void window_wordsComeAndGo() {
    BatchWords words = BatchWords.window(10);
    assertThat(words.fill()).isEqualTo(10);
    long distinct =
        IntStream.range(0, 10).flatMap(i -> IntStream.of(words.of(i))).distinct().count();
    assertThat(distinct).isBetween(40_000L, 49_000L);
  }

  @Test
  void keys_fewerThanABatchHas_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchWords.running(9_999))
        .withMessage("keys must be >= 10,000: 9,999");
  }
}
