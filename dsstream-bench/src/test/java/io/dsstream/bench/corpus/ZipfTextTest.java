package io.dsstream.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZipfTextTest {
  private static final int WORDS = 10_000;
  // 1 + 1/2 + ... + 1/10,000
  private static final double HARMONIC = 9.787606;

  @Test
  void blocks_sameSeed_sameBytes() {
    assertThat(block(7).bytes()).isEqualTo(block(7).bytes());
    assertThat(block(7).bytes()).isNotEqualTo(block(8).bytes());
  }

  @Test
  void blocks_next_differs() {
    List<TextBlock> blocks = new ZipfText(WORDS, 7).blocks(2, 1 << 16);
    assertThat(blocks.get(0).bytes()).isNotEqualTo(blocks.get(1).bytes());
  }

  @Test
  void frequencies_fallAsOneOverRank() {
    List<Long> counts =
        SplitAndMerge.count(block(7)).values().stream().sorted(Comparator.reverseOrder()).toList();
    long words = counts.stream().mapToLong(Long::longValue).sum();
    for (int rank : new int[] {1, 2, 3, 5, 10, 20, 50, 100}) {
      assertThat((double) counts.get(rank - 1))
          .as("count of rank %d", rank)
          .isCloseTo(words / (HARMONIC * rank), withPercentage(5));
    }
  }

  @Test
  void lines_haveTenWordsAndSixtyBytes() {
    TextBlock block = block(7);
    String text = new String(block.bytes(), 0, block.length(), StandardCharsets.US_ASCII);
    assertThat(text.lines().mapToInt(line -> line.split(" ", -1).length))
        .allMatch(words -> words >= 5 && words <= 15);
    assertThat((double) block.length() / block.lines()).isBetween(45.0, 75.0);
  }

  private static TextBlock block(long seed) {
    return new ZipfText(WORDS, seed).blocks(1, 4 << 20).get(0);
  }
}
