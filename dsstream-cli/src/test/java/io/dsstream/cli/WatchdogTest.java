package io.dsstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said of a halt; {@link CliEndingTest} has real ones. */
class WatchdogTest {
  private static String stalled(int ran, int byClock) {
    return Watchdog.stalled(
        Duration.ofSeconds(13), Duration.ofSeconds(ran), Duration.ofSeconds(byClock));
  }

  @Test
  void stalled_clockSetBack_saysByHowMuch() {
    assertThat(stalled(100, -3_500))
        .isEqualTo("no batch has been made for 13 s: the clock was set back by 3600 s");
  }

  /** Forward, or while the machine slept: then batches are made. */
  @Test
  void stalled_clockNotSetBack_isNotBlamed() {
    assertThat(stalled(100, 100)).isEqualTo("no batch has been made for 13 s");
    assertThat(stalled(100, 99)).isEqualTo("no batch has been made for 13 s");
    assertThat(stalled(100, 3_700)).isEqualTo("no batch has been made for 13 s");
  }
}
