package io.dsstream.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class LatencyRunTest {
  /** That every line was counted once, the run itself checks. */
  @ParameterizedTest
  @EnumSource
  void of_fewLines_measuresEachAfterWarmUp(LatencyContender contender) throws Exception {
    LatencyRow row = LatencyRun.of(contender, 100, new Load(100, 200), Long.MAX_VALUE).row();
    assertThat(row.contender()).isEqualTo(contender.toString());
    assertThat(row.intervalMillis()).isEqualTo(100);
    assertThat(row.lines()).isEqualTo(200);
    assertThat(row.p50Millis()).isPositive().isLessThanOrEqualTo(row.maxMillis());
    assertThat(row.processingP99Millis()).isPositive();
  }

  @Test
  void named_unknown_namesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencyContender.named("storm"))
        .withMessage("contender must be one of [dsstream, spark]: storm");
  }
}
