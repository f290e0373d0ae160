package io.dsstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.junit.jupiter.api.Test;

class LawsTest {
  private static final List<Long> NUMBERS = List.of(-3L, 0L, 1L, 7L);

  @Test
  void reducer_sumAndMax_hold() {
    Laws.reducer(Long::sum, NUMBERS);
    Laws.reducer(Math::max, NUMBERS);
    Laws.inverse(Long::sum, (sum, left) -> sum - left, NUMBERS);
  }

  @Test
  void reducer_difference_isNone() {
    assertThatThrownBy(() -> Laws.<Long>reducer((a, b) -> a - b, NUMBERS))
        .isInstanceOf(AssertionError.class)
        .hasMessage("f(f(a, b), c) = f(a, f(b, c)) does not hold of [-3, -3, -3]: 3 and -3");
    assertThatThrownBy(() -> Laws.reducer(String::concat, List.of("a", "b", "c")))
        .hasMessage("f(a, b) = f(b, a) does not hold of [a, b]: ab and ba");
  }

  @Test
  void reducer_fewSamples_proveNothing() {
    assertThatThrownBy(() -> Laws.reducer((a, b) -> a - b, List.of(0L, 0L, 0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples must be >= 3 that differ: [0, 0, 0]");
  }

  @Test
  void reducer_mean_isNone() {
    assertThatThrownBy(() -> Laws.<Double>reducer((a, b) -> (a + b) / 2, List.of(1.0, 2.0, 4.0)))
        .hasMessageStartingWith("f(f(a, b), c) = f(a, f(b, c)) does not hold of ");
  }

  @Test
  void inverse_ofMax_isNone() {
    assertThatThrownBy(() -> Laws.inverse(Math::max, (a, b) -> a - b, NUMBERS))
        .hasMessageStartingWith("g(f(a, b), b) = a does not hold of [-3, -3]");
  }

  @Test
  void serializable_whatHoldsAThread_isNot() {
    Thread thread = Thread.currentThread();
    Function2<Long, Long, Long> holder = (a, b) -> a + thread.getId();
    assertThatThrownBy(() -> Laws.serializable(holder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("for it holds a java.lang.Thread");
    Function2<Long, Long, Long> sum = Long::sum;
    assertThat(Laws.serializable(sum)).isNotSameAs(sum);
  }

  @Test
  void tokenizer_split_holds() {
    Laws.tokenizer(line -> Arrays.asList(line.split(" ")).iterator(), "a line of mine");
  }

  @Test
  void tokenizer_thatRemembers_isNone() {
    AtomicInteger calls = new AtomicInteger();
    FlatMapFunction<String, String> numbered =
        line -> List.of(line + calls.incrementAndGet()).iterator();
    assertThatThrownBy(() -> Laws.tokenizer(numbered))
        .hasMessageStartingWith("the same words again does not hold of ");
  }

  @Test
  void tokenizer_null_isNoWord() {
    FlatMapFunction<String, String> nulls =
        line -> new ArrayList<>(Arrays.asList(line, null)).iterator();
    assertThatThrownBy(() -> Laws.tokenizer(nulls)).hasMessage("a null among the words of: ");
  }
}
