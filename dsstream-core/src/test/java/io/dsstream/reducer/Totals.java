package io.dsstream.reducer;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.dsstream.testkit.Laws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** The totals that Spark might come to, and might send. */
public final class Totals {
  private Totals() {}

  /** So many random values. */
  public static <T> List<T> values(int count, Random random, Function<Random, T> value) {
    return new ArrayList<>(Stream.generate(() -> value.apply(random)).limit(count).toList());
  }

  /** Values one after the other, as in a task. */
  public static <T, A> A fold(Aggregate<? super T, A, ?> aggregate, List<T> values) {
    A total = aggregate.of(values.get(0));
    for (T value : values.subList(1, values.size())) {
      total = aggregate.add(total, value);
    }
    return total;
  }

  /** The values as the totals of so many tasks, each of which has one at least. */
  public static <T, A> List<A> parts(
      Aggregate<? super T, A, ?> aggregate, List<T> values, int parts, Random random) {
    int[] cuts =
        IntStream.concat(
                IntStream.of(0, values.size()),
                random.ints(1, values.size()).distinct().limit(parts - 1))
            .sorted()
            .toArray();
    return IntStream.range(0, parts)
        .mapToObj(i -> fold(aggregate, values.subList(cuts[i], cuts[i + 1])))
        .toList();
  }

  /** What every order and grouping of a merge comes to: 120 of four parts. */
  public static <A> List<A> merged(Reducer<A> reducer, List<A> parts) {
    return merged(reducer, parts, (1 << parts.size()) - 1, new HashMap<>());
  }

  private static <A> List<A> merged(
      Reducer<A> reducer, List<A> parts, int set, Map<Integer, List<A>> known) {
    if (Integer.bitCount(set) == 1) {
      return List.of(parts.get(Integer.numberOfTrailingZeros(set)));
    }
    List<A> all = known.get(set);
    if (all == null) {
      all = new ArrayList<>();
      for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
        for (A a : merged(reducer, parts, left, known)) {
          for (A b : merged(reducer, parts, set & ~left, known)) {
            all.add(merge(reducer, a, b));
          }
        }
      }
      known.put(set, all);
    }
    return all;
  }

  private static <A> A merge(Reducer<A> reducer, A a, A b) {
    try {
      return reducer.call(a, b);
    } catch (Exception e) {
      throw new AssertionError("failed on %s and %s".formatted(a, b), e);
    }
  }

  /** Merging and telling leave totals as they are, byte by byte. */
  public static <A> void requireUnchanged(Aggregate<?, A, ?> aggregate, A a, A b) {
    byte[] aBefore = bytes(a);
    byte[] bBefore = bytes(b);
    A merged = merge(aggregate.reducer(), a, b);
    byte[] mergedBefore = bytes(merged);
    merge(aggregate.reducer(), merged, a);
    aggregate.result(merged);
    assertThat(bytes(a)).isEqualTo(aBefore);
    assertThat(bytes(b)).isEqualTo(bBefore);
    assertThat(bytes(merged)).isEqualTo(mergedBefore);
  }

  private static byte[] bytes(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The aggregate, its totals and its results travel, by Java's serialisation and by Kryo. */
  public static <A, R> void requireTravels(Aggregate<?, A, R> aggregate, A total) {
    R result = aggregate.result(total);
    assertThat(Laws.serializable(aggregate).result(total)).isEqualTo(result);
    assertThat(aggregate.result(Laws.serializable(total))).isEqualTo(result);
    assertThat(aggregate.result(byKryo(total))).isEqualTo(result);
    assertThat(Laws.serializable(result)).isEqualTo(result);
    assertThat(byKryo(result)).isEqualTo(result);
  }

  /** The copy that another machine has where Spark is told to use Kryo. */
  @SuppressWarnings("unchecked")
  public static <A> A byKryo(A object) {
    Kryo kryo = new Kryo();
    kryo.setInstantiatorStrategy( // as Spark's: a constructor, where there is one
        new Kryo.DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    Output out = new Output(1 << 10, -1);
    kryo.writeClassAndObject(out, object);
    return (A) kryo.readClassAndObject(new Input(out.toBytes()));
  }
}
