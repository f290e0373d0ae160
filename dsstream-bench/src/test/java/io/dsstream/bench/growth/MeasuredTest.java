package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.span.BatchResult;
import io.dsstream.span.SpanWords;
import io.dsstream.span.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private static final BatchText TEXT = new BatchText(List.of(TextBlock.ofLines("ab")), 7, 3);
  private static final BatchText NO_BYTES = new BatchText(List.of(), 7, 3);

  private long now;
  private final Measured measured = new Measured(TEXT, 10, () -> now);

  @Test
  void add_slowBatches_twoToWarmUpThenFive() {
    for (int batch = 1; batch <= 6; batch++) {
      now += 100;
      assertThat(measured.add(batch(batch, 7, 3))).isTrue();
    }
    now += 100;
    assertThat(measured.add(batch(7, 7, 3))).isFalse();
    assertThat(measured.nanos()).containsExactly(3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void add_quickBatches_measuredAfterTwiceAsLong() {
    boolean more = true;
    while (more) {
      now++;
      more = measured.add(batch(now, 7, 3));
    }
    assertThat(measured.nanos()).hasSize(10).startsWith(21L).endsWith(30L);
  }

  @Test
  void add_wrongTotal_isNoResult() {
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.add(batch(1, 8, 3)))
        .withMessage("words of a batch must be 7: 8");
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.add(batch(1, 7, 2)))
        .withMessage("distinct words of a batch must be 3: 2");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Measured(NO_BYTES, 10, () -> now).add(batch(1, 7, 3)))
        .withMessage("bytes of a batch must be 0: 3");
  }

  private static BatchResult batch(long nanos, long words, long distinct) {
    return new BatchResult(
        Instant.EPOCH,
        Duration.ofSeconds(1),
        Duration.ofNanos(nanos),
        Duration.ZERO,
        1,
        new Tally(1, words, 3, Faults.NONE, 0, 0),
        new SpanWords(Instant.EPOCH, words, distinct, List.of(), null, 0, 0),
        false);
  }
}
