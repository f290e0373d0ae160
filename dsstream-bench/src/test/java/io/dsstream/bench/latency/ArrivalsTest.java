package io.dsstream.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long START = 7_000_000_000L;
  private final Arrivals arrivals = new Arrivals(new Load(1, 2), () -> START);

  @Test
  void row_bothFormats_fromIntendedTimes() {
    print("-----", 0);
    print("(0,1)", 900);
    print(Arrivals.batch(800, 700), 900);
    print("('1', 1)", 5 + 30);
    print("(2,1)", 10 + 20);
    print(Arrivals.batch(8, 7), 40);
    assertThat(arrivals.isComplete()).isTrue();
    LatencyRow row = arrivals.row("spark", 100);
    assertThat(row.lines()).isEqualTo(2);
    assertThat(row.p50Millis()).isBetween(20.0, 20.1);
    assertThat(row.maxMillis()).isBetween(30.0, 30.1);
    assertThat(row.processingP50Millis()).isEqualTo(8);
    assertThat(row.processingP99Millis()).isEqualTo(8);
    assertThat(row.maxSchedulingDelayMillis()).isEqualTo(7);
  }

  @Test
  void isComplete_onlyAfterTheLastBatch() {
    print("(1,1)", 20);
    print("(0,1)", 20);
    print(Arrivals.batch(1, 0), 21);
    assertThat(arrivals.isComplete()).isFalse();
    print("(2,1)", 30);
    assertThat(arrivals.isComplete()).isFalse();
    print(Arrivals.batch(1, 0), 31);
    assertThat(arrivals.isComplete()).isTrue();
    assertThat(arrivals.lines()).isEqualTo(3);
  }

  @Test
  void accept_lineTwiceOrUnknown_throws() {
    print("(1,1)", 20);
    assertThatIllegalStateException()
        .isThrownBy(() -> print("(1,1)", 21))
        .withMessage("line 1 must be counted once: 1 more");
    assertThatIllegalStateException()
        .isThrownBy(() -> print("('2', 2)", 21))
        .withMessage("line 2 must be counted once: 2");
    assertThatIllegalStateException()
        .isThrownBy(() -> print("(3,1)", 21))
        .withMessage("line must be < 3: 3");
  }

  private void print(String line, long millis) {
    arrivals.accept(line, START + 1_000_000 * millis);
  }
}
