package io.dsstream.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.block.TextBlock;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitAndMergeTest {
  @Test
  void count_keepsEmptyWords_atEveryLineEnd() {
    byte[] bytes = "a  b \r\n\na\rç\n".getBytes(StandardCharsets.UTF_8);
    assertThat(SplitAndMerge.count(TextBlock.ofBytes(bytes, bytes.length)))
        .isEqualTo(Map.of("a", 2L, "b", 1L, "ç", 1L, "", 3L));
  }
}
