package io.dsstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackoffTest {
  static LongStream seeds() {
    return Seeds.some(20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void next_again_doublesToTheCapWithJitter(long seed) {
    Backoff backoff = new Backoff(new Random(seed));
    long whole = 50;
    for (int i = 0; i < 12; i++) {
      assertThat(backoff.next(Duration.ofSeconds(1)).toMillis()).isBetween(whole / 2, whole);
      whole = Math.min(2 * whole, 1_000);
    }
    backoff.reset();
    assertThat(backoff.next(Duration.ofSeconds(1)).toMillis()).isBetween(25L, 50L);
  }
}
