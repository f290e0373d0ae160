package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.reducer.Reducer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sliding total against one that reduces all its shares again. */
class KeyTotalTest {
  private static final int MOST_A_STEP = 2;
  private static final int STEPS = 2_000;

  /** Not commutative, so that a share in the wrong place is seen. */
  private static final class Joining implements Reducer<String> {
    private static final long serialVersionUID = 1L;
    private int calls;

    @Override
    public String call(String a, String b) {
      calls++;
      return a + b;
    }
  }

  private final Joining reducer = new Joining();
  private final KeyTotal<String> total = new KeyTotal.Sliding<>("key", reducer);
  private final Deque<String> shares = new ArrayDeque<>();
  private int next;

  static LongStream seeds() {
    return Seeds.some(50);
  }

  static LongStream lengths() {
    return LongStream.rangeClosed(1, 40);
  }

  private void add() {
    String share = "<" + next++ + ">";
    shares.add(share);
    reducer.calls = 0;
    total.add(share);
    assertThat(reducer.calls).isLessThanOrEqualTo(1 + MOST_A_STEP);
    check();
  }

  private void take() {
    reducer.calls = 0;
    boolean wasLast = total.take(shares.remove());
    assertThat(reducer.calls).isLessThanOrEqualTo(MOST_A_STEP);
    assertThat(wasLast).isEqualTo(shares.isEmpty());
    check();
  }

  private void check() {
    if (!shares.isEmpty()) {
      assertThat(total.total()).isEqualTo(String.join("", shares));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itIsWhatTheSharesComeTo(long seed) {
    Random random = new Random(seed);
    int mean = 1 + random.nextInt(60); // about which its length wanders
    for (int i = 0; i < STEPS; i++) {
      if (shares.isEmpty() || random.nextInt(2 * mean) >= shares.size()) {
        add();
      } else {
        take();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void ofAWindowThatFillsAndMovesAndEmpties(long length) {
    for (int i = 0; i < length; i++) {
      add();
    }
    for (int i = 0; i < 4 * length; i++) {
      add();
      take();
    }
    while (!shares.isEmpty()) {
      take();
    }
    add();
  }
}
