package io.dsstream.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;

/**
 * What Spark takes for granted of the functions that it is given, as ready tests: they are sent to
 * tasks, run again after a failure, and run in any order. Each test throws an AssertionError that
 * names the law and the values that break it.
 *
 * <pre>{@code
 * @Test
 * void max_isAReducer() {
 *   Laws.reducer(Long::max, List.of(-1L, 0L, 7L));
 * }
 * }</pre>
 */
public final class Laws {
  private static final List<String> LINES =
      List.of(
          "",
          " ",
          "  a  ",
          "to be or not to be",
          "tab\tand\u00a0no-break",
          "na\u00efve \u6771\u4eac \ud83d\ude00\u200d\ud83d\ude80 e\u0301",
          "\u0000\u001b[2J\u202e",
          "x".repeat(100_000),
          "x ".repeat(50_000));

  private static final int MIN_SAMPLES = 3;

  private Laws() {}

  /**
   * Spark sends a function to its tasks by Java's serialisation.
   *
   * @return the copy that a task would have
   * @throws AssertionError if it cannot be serialised; it names the class that cannot
   */
  public static <F> F serializable(F function) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(function);
      }
      return copy(bytes.toByteArray(), function);
    } catch (NotSerializableException e) {
      throw new AssertionError(
          "not serialisable: %s, for it holds a %s"
              .formatted(function.getClass().getName(), e.getMessage()),
          e);
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError("not serialisable: " + function.getClass().getName(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <F> F copy(byte[] bytes, F function) throws IOException, ClassNotFoundException {
    ClassLoader loader = function.getClass().getClassLoader();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass type)
              throws IOException, ClassNotFoundException {
            try {
              return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
              return super.resolveClass(type);
            }
          }
        }) {
      return (F) in.readObject();
    }
  }

  /**
   * What {@code reduceByKey} and windows take for granted: f(f(a, b), c) = f(a, f(b, c)) and f(a,
   * b) = f(b, a), with {@code equals}, for every choice of the samples; and that it is
   * serialisable.
   *
   * @param samples three or more that differ, the extremes among them
   * @throws IllegalArgumentException if there are fewer, which prove nothing
   */
  public static <T> void reducer(Function2<T, T, T> reducer, List<T> samples) {
    if (samples.stream().distinct().count() < MIN_SAMPLES) {
      throw new IllegalArgumentException("samples must be >= 3 that differ: " + samples);
    }
    Function2<T, T, T> sent = serializable(reducer);
    for (T a : samples) {
      for (T b : samples) {
        require("f(a, b) = f(b, a)", call(sent, a, b), call(sent, b, a), a, b);
        for (T c : samples) {
          T left = call(sent, call(sent, a, b), c);
          T right = call(sent, a, call(sent, b, c));
          require("f(f(a, b), c) = f(a, f(b, c))", left, right, a, b, c);
        }
      }
    }
  }

  /**
   * What {@code reduceByKeyAndWindow} with an inverse takes for granted besides: g(f(a, b), b) = a.
   */
  public static <T> void inverse(
      Function2<T, T, T> reducer, Function2<T, T, T> inverse, List<T> samples) {
    reducer(reducer, samples);
    Function2<T, T, T> sent = serializable(inverse);
    for (T a : samples) {
      for (T b : samples) {
        require("g(f(a, b), b) = a", call(sent, call(reducer, a, b), b), a, a, b);
      }
    }
  }

  /**
   * What a batch that is run again takes for granted of a function from lines to words: the same
   * words each time, in this JVM and from its serialised copy, none of them null. The lines are
   * hostile ones and yours.
   */
  public static void tokenizer(FlatMapFunction<String, String> tokenizer, String... lines) {
    FlatMapFunction<String, String> sent = serializable(tokenizer);
    List<String> all = new ArrayList<>(LINES);
    all.addAll(List.of(lines));
    for (String line : all) {
      List<String> words = words(tokenizer, line);
      require("the same words again", words(tokenizer, line), words, line);
      require("the same words from a copy", words(sent, line), words, line);
      if (words.contains(null)) {
        throw new AssertionError("a null among the words of: " + RowDiff.shown(line));
      }
    }
  }

  private static List<String> words(FlatMapFunction<String, String> tokenizer, String line) {
    try {
      List<String> words = new ArrayList<>();
      Iterator<String> all = tokenizer.call(line);
      all.forEachRemaining(words::add);
      return words;
    } catch (Exception e) {
      throw new AssertionError("failed on: " + RowDiff.shown(line), e);
    }
  }

  private static <T> T call(Function2<T, T, T> function, T a, T b) {
    try {
      return function.call(a, b);
    } catch (Exception e) {
      throw new AssertionError("failed on %s and %s".formatted(a, b), e);
    }
  }

  private static void require(String law, Object left, Object right, Object... of) {
    if (!Objects.equals(left, right)) {
      throw new AssertionError(
          "%s does not hold of %s: %s and %s"
              .formatted(law, List.of(of), RowDiff.shown(left), RowDiff.shown(right)));
    }
  }
}
