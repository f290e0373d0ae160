package io.dsstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageLimitTest {
  @Test
  void take_askedAllTheTime_neverMoreThanNineAMinute() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30)); // it overflows
    MessageLimit limit = new MessageLimit(now::get);
    int said = 0;
    for (int millis = 0; millis < 60_000; millis++) {
      said += limit.take() ? 1 : 0;
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(said).isEqualTo(9);
  }

  @Test
  void take_seldomAsked_always() {
    AtomicLong now = new AtomicLong();
    MessageLimit limit = new MessageLimit(now::get);
    for (int i = 0; i < 100; i++) {
      assertThat(limit.take()).isTrue();
      now.addAndGet(TimeUnit.SECONDS.toNanos(7));
    }
  }
}
