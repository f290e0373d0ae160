package io.dsstream.bench.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.bench.Machine;
import io.dsstream.block.TextBlock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
  @ParameterizedTest
  @CsvSource({
    "96, 0, 2048, 1", // unknown
    "96, 32, 2048, 1",
    "96, 96, 2048, 2",
    "96, 300, 2048, 4",
    "96, 1152, 2048, 10",
    "2000, 3000, 2048, 1"
  })
  void times_anyCache_areMoreThanItOrHalfTheHeap(long bytes, long cache, long heap, int times) {
    assertThat(Rotation.times(bytes, cache, heap)).isEqualTo(times);
  }

  @Test
  void of_blocks_takeTurnsWithCopies() {
    byte[] mebibyte = new byte[1 << 20];
    mebibyte[mebibyte.length - 1] = '\n';
    TextBlock a = TextBlock.ofBytes(mebibyte, mebibyte.length);
    TextBlock b = TextBlock.ofLines("b");

    List<TextBlock> rotation = Rotation.of(List.of(a, b));

    assertThat(rotation).startsWith(a, b).doesNotHaveDuplicates();
    assertThat((rotation.size() / 2) * (a.length() + (long) b.length()))
        .isGreaterThan(Math.min(Machine.largestCache(), Runtime.getRuntime().maxMemory() / 3));
    for (int i = 0; i < rotation.size(); i++) {
      assertThat(rotation.get(i).bytes()).isEqualTo(i % 2 == 0 ? a.bytes() : b.bytes());
    }
  }
}
