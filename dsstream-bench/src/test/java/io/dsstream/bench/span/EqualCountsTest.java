package io.dsstream.bench.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dsstream.bench.corpus.Corpora;
import io.dsstream.block.TextBlock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

class EqualCountsTest {
  @Test
  void requireEqual_block_givesItsWords() {
    assertThat(EqualCounts.requireEqual(TextBlock.ofLines("to be or  not", "", "to be")))
        .isEqualTo(8);
  }

  static List<String> names() {
    return Corpora.names();
  }

  @Test
  void params_areAllTexts() throws NoSuchFieldException {
    Param texts = Blocks.class.getField("text").getAnnotation(Param.class);
    assertThat(texts.value()).containsExactlyElementsOf(Corpora.names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void requireEqual_realBlock_passes(String text) {
    assertThat(EqualCounts.requireEqual(Corpora.blocks(text).get(0))).isGreaterThan(10_000);
  }

  @Test
  void requireEqual_otherCount_namesTheWord() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EqualCounts.requireEqual(Map.of("a", 1L, "b", 2L), Map.of("a", 1L)))
        .withMessage("count of 'b' must be null: 2");
  }
}
