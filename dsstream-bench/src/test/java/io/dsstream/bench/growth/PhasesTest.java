package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhasesTest {
  private long now;
  private final Phases phases = new Phases(4, 3, 10, () -> now);

  @Test
  void add_slowBatches_theFewestThatMayBe() {
    assertThat(run(100)).isEqualTo(4 + 3);
    assertThat(phases.nanos()).containsExactly(500L, 600L, 700L);
  }

  @Test
  void add_quickBatches_soLong() {
    assertThat(run(2)).isEqualTo(10 + 5);
    assertThat(phases.nanos()).containsExactly(22L, 24L, 26L, 28L, 30L);
  }

  /** How many batches there are that take so long; the time of each is the clock's after it. */
  private int run(long nanos) {
    int batches = 0;
    boolean more = true;
    while (more) {
      now += nanos;
      batches++;
      more = phases.add(now);
    }
    return batches;
  }
}
