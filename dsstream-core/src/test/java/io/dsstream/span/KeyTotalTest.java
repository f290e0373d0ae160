package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.reducer.Reducer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The queues of shares, each against one that reduces all its shares again. */
class KeyTotalTest {
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

  /** A queue, and how much it may reduce. */
  private enum Queue {
    /** Two shares at each step. */
    SLIDING(2, 2) {
      @Override
      KeyTotal<String> create(String key, Reducer<String> reducer) {
        return new SlidingTotal<>(key, reducer);
      }
    },
    /** Now and then a chunk, and as one share in 64 enters the middle, two of these are reduced. */
    CHUNKED(64 + 2, 1.1) {
      @Override
      KeyTotal<String> create(String key, Reducer<String> reducer) {
        return new ChunkedTotal<>(key, reducer);
      }
    };

    private final int mostAtOnce;
    private final double mostOnAverage;

    Queue(int mostAtOnce, double mostOnAverage) {
      this.mostAtOnce = mostAtOnce;
      this.mostOnAverage = mostOnAverage;
    }

    abstract KeyTotal<String> create(String key, Reducer<String> reducer);
  }

  private final Joining reducer = new Joining();
  private final Deque<String> shares = new ArrayDeque<>();
  private Queue queue;
  private KeyTotal<String> total;
  private int next;
  private int steps;
  private long calls;

  static Stream<Arguments> seeds() {
    return queues(Seeds.some(50));
  }

  static Stream<Arguments> lengths() {
    return queues(
        LongStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200, 300));
  }

  private static Stream<Arguments> queues(LongStream numbers) {
    return numbers
        .boxed()
        .flatMap(n -> Arrays.stream(Queue.values()).map(queue -> Arguments.of(queue, n)));
  }

  private void begin(Queue of, String key) {
    queue = of;
    total = queue.create(key, reducer);
  }

  private void add() {
    String share = "<" + next++ + ">";
    shares.add(share);
    total.add(share);
    check(1);
  }

  private void take() {
    boolean wasLast = total.take(shares.remove());
    assertThat(wasLast).isEqualTo(shares.isEmpty());
    check(0);
  }

  /**
   * @param more what comes is one more
   */
  private void check(int more) {
    assertThat(reducer.calls).isLessThanOrEqualTo(queue.mostAtOnce + more);
    calls += reducer.calls;
    steps++;
    if (!shares.isEmpty()) {
      assertThat(total.total()).isEqualTo(String.join("", shares));
    }
    reducer.calls = 0;
  }

  private void checkAverage() {
    assertThat((double) calls / steps).isLessThanOrEqualTo(queue.mostOnAverage);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itIsWhatTheSharesComeTo(Queue of, long seed) {
    Random random = new Random(seed);
    begin(of, "key" + random.nextInt());
    int mean = 1 + random.nextInt(random.nextBoolean() ? 60 : 400); // about which it wanders
    for (int i = 0; i < STEPS; i++) {
      if (shares.isEmpty() || random.nextInt(2 * mean) >= shares.size()) {
        add();
      } else {
        take();
      }
    }
    checkAverage();
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void ofAWindowThatFillsAndMovesAndEmpties(Queue of, long length) {
    begin(of, "key");
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
    checkAverage();
  }
}
