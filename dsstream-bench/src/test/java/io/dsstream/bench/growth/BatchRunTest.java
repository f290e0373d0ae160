package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dsstream.bench.report.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That each batch counted every word, the run itself checks. */
@Timeout(120)
class BatchRunTest {
  @Test
  void nanos_kingJames_ofAllBatches() throws Exception {
    requireOrdered(new BatchRun(2, 0, List.of("kjv", "5000000")).nanos());
  }

  @Test
  void nanos_moreDistinctThanTheDriverMerges_ofAllBatches() throws Exception {
    requireOrdered(new BatchRun(3, 0, List.of("distinct", "2000000", "1000000")).nanos());
  }

  @Test
  void nanos_childThatFails_saysWhy() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new BatchRun(1, 0, List.of("distinct", "100", "30")).nanos())
        .withMessage(
            "text [distinct, 100, 30]: [java.lang.IllegalArgumentException: words must be a"
                + " multiple of 10 and of 30: 100]");
  }

  private static void requireOrdered(Spread nanos) {
    assertThat(nanos.min()).isPositive().isLessThanOrEqualTo(nanos.median());
    assertThat(nanos.max()).isGreaterThanOrEqualTo(nanos.median());
  }
}
