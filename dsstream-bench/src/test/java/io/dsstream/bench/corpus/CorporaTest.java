package io.dsstream.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorporaTest {
  private static final long CACHE_BYTES = 32L << 20;

  static List<String> names() {
    return Corpora.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void blocks_exceedTheCache_andDiffer(String name) {
    List<TextBlock> blocks = Corpora.blocks(name);
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(8);
    assertThat(blocks.stream().mapToLong(TextBlock::length).sum()).isGreaterThan(CACHE_BYTES);
    assertThat(blocks.stream().mapToInt(block -> Arrays.hashCode(block.bytes())))
        .doesNotHaveDuplicates();
    assertThat(blocks).allMatch(TextBlock::isWellFormed);
  }

  @Test
  void blocks_kjv_eachHoldsTheWholeText() {
    List<TextBlock> blocks = KjvText.blocks(2, 1, 1, "\n");
    assertThat(blocks).extracting(TextBlock::lines).containsOnly(31_102L);
    assertThat(blocks).extracting(TextBlock::length).containsOnly(4_137_850);
    assertThat(SplitAndMerge.count(blocks.get(0))).isEqualTo(SplitAndMerge.count(blocks.get(1)));
  }

  @Test
  void blocks_crlf_sameWords() {
    TextBlock crlf = KjvText.blocks(1, 1, 1, "\r\n").get(0);
    TextBlock kjv = KjvText.blocks(1, 1, 1, "\n").get(0);
    assertThat(crlf.length()).isEqualTo(kjv.length() + 31_102);
    assertThat(SplitAndMerge.count(crlf)).isEqualTo(SplitAndMerge.count(kjv));
  }

  @Test
  void requireName_unknown_namesTheTexts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Corpora.requireName("alice"))
        .withMessage("text must be one of " + Corpora.names() + ": alice");
  }
}
