package io.dsstream.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dsstream.bench.report.Spread;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each answer is right, the run itself checks. */
@Timeout(120)
class StateRunTest {
  private static final BatchWords WINDOW = BatchWords.window(2);
  private static final BatchWords RUNNING = BatchWords.running(20_000);

  static Stream<StateRun> runs() {
    return Stream.of(
        run(StateContender.DSSTREAM, WINDOW),
        run(StateContender.DSSTREAM_VALUES, WINDOW),
        run(StateContender.SPARK, WINDOW),
        run(StateContender.DSSTREAM, RUNNING),
        run(StateContender.DSSTREAM_VALUES, RUNNING),
        run(StateContender.SPARK_UPDATE, RUNNING),
        run(StateContender.SPARK_MAP, RUNNING));
  }

  private static StateRun run(StateContender contender, BatchWords words) {
    return new StateRun(contender, 0, words, Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void nanos_eachContender_ofTheMeasuredBatches(StateRun run) throws Exception {
    Spread nanos = run.nanos();
    assertThat(nanos.min()).isPositive().isLessThanOrEqualTo(nanos.median());
    assertThat(nanos.max()).isGreaterThanOrEqualTo(nanos.median());
  }

  @Test
  void nanos_peerThatIsTooSlow_isNoFailure() {
    StateRun late = new StateRun(StateContender.SPARK, 0, WINDOW, Duration.ZERO);
    assertThatExceptionOfType(BeyondLimitException.class)
        .isThrownBy(late::nanos)
        .withMessage("not done within 0 s");
  }

  @Test
  void nanos_libraryThatIsTooSlow_isOne() {
    StateRun late = new StateRun(StateContender.DSSTREAM, 0, WINDOW, Duration.ZERO);
    assertThatIllegalStateException()
        .isThrownBy(late::nanos)
        .withMessageStartingWith("dsstream, BatchWords[")
        .withMessageEndingWith("]: not done within 0 s");
  }
}
