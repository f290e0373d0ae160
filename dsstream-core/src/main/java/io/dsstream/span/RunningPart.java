package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction2;
import scala.Tuple2;
import scala.collection.immutable.HashMap;
import scala.collection.immutable.HashMap$;
import scala.jdk.javaapi.StreamConverters;

/**
 * What the keys of one partition come to since the start. Immutable, for Spark may make the next
 * one of it again; it keeps some twenty, which share all that has not changed. Kryo may send it,
 * which knows no records.
 */
final class RunningPart<K, A> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A total and the batch time at which its key came last. */
  private static final class Kept<A> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final A total;
    private final long last;

    Kept(A total, long last) {
      this.total = total;
      this.last = last;
    }
  }

  private final HashMap<K, Kept<A>> keys;
  private final KeysLeft left;

  private RunningPart(HashMap<K, Kept<A>> keys, KeysLeft left) {
    this.keys = keys;
    this.left = left;
  }

  /** Of no batch. */
  static <K, A> RunningPart<K, A> none() {
    return new RunningPart<>(HashMap$.MODULE$.empty(), KeysLeft.NONE);
  }

  /** How many keys the last batch has made leave. */
  KeysLeft left() {
    return left;
  }

  /** What each key comes to. */
  <R> Iterator<Tuple2<K, R>> results(Aggregate<?, A, R> aggregate) {
    return entries(keys)
        .map(key -> new Tuple2<>(key._1(), aggregate.result(key._2().total)))
        .iterator();
  }

  private static <K, A> Stream<Tuple2<K, Kept<A>>> entries(HashMap<K, Kept<A>> keys) {
    return StreamConverters.asJavaSeqStream(keys);
  }

  /** From one batch to the next, by the rules of {@link RunningState}. */
  static final class Step<K, A>
      implements FlatMapFunction2<
          Iterator<RunningPart<K, A>>, Iterator<Tuple2<K, A>>, RunningPart<K, A>> {
    private static final long serialVersionUID = 1L;

    private final Aggregate<?, A, ?> aggregate;
    private final long expiryMillis;
    private final int maxKeys;
    private final long time;

    /**
     * @param partitions which share the bound on the keys, each of which may have one at least
     */
    Step(RunningTotal span, Aggregate<?, A, ?> aggregate, int partitions) {
      this(
          aggregate,
          span.expires() ? span.expiry().toMillis() : Long.MAX_VALUE,
          span.isBounded() ? span.maxKeys() / partitions : Integer.MAX_VALUE,
          0);
    }

    private Step(Aggregate<?, A, ?> aggregate, long expiryMillis, int maxKeys, long time) {
      this.aggregate = aggregate;
      this.expiryMillis = expiryMillis;
      this.maxKeys = maxKeys;
      this.time = time;
    }

    /** The step to the batch of a time. */
    Step<K, A> at(long batchMillis) {
      return new Step<>(aggregate, expiryMillis, maxKeys, batchMillis);
    }

    @Override
    public Iterator<RunningPart<K, A>> call(
        Iterator<RunningPart<K, A>> part, Iterator<Tuple2<K, A>> batch) {
      return List.of(next(part.next(), batch)).iterator();
    }

    private RunningPart<K, A> next(RunningPart<K, A> part, Iterator<Tuple2<K, A>> batch) {
      HashMap<K, Kept<A>> keys = part.keys;
      int expired = 0;
      while (batch.hasNext()) {
        Tuple2<K, A> pair = batch.next();
        Kept<A> before = keys.getOrElse(pair._1(), () -> null);
        boolean isAnew = before != null && before.last < time - expiryMillis;
        expired += isAnew ? 1 : 0;
        A total = before == null || isAnew ? pair._2() : sum(before.total, pair._2());
        keys = keys.updated(pair._1(), new Kept<>(total, time));
      }
      HashMap<K, Kept<A>> fresh = withoutIdle(keys);
      expired += keys.size() - fresh.size();
      HashMap<K, Kept<A>> first = fresh.size() > maxKeys ? without(fresh, last(fresh)) : fresh;
      return new RunningPart<>(first, new KeysLeft(expired, fresh.size() - first.size()));
    }

    private A sum(A a, A b) {
      return Functions.reduced(aggregate.reducer(), a, b);
    }

    private HashMap<K, Kept<A>> withoutIdle(HashMap<K, Kept<A>> keys) {
      return expiryMillis == Long.MAX_VALUE
          ? keys
          : without(
              keys,
              entries(keys).filter(key -> key._2().last <= time - expiryMillis).map(Tuple2::_1));
    }

    private static <K, A> HashMap<K, Kept<A>> without(HashMap<K, Kept<A>> keys, Stream<K> others) {
      HashMap<K, Kept<A>> left = keys;
      for (K key : (Iterable<K>) others::iterator) {
        left = left.removed(key);
      }
      return left;
    }

    /** Those that are evicted. */
    private Stream<K> last(HashMap<K, Kept<A>> keys) {
      Comparator<Tuple2<Ranked, K>> order = Comparator.comparing(Tuple2::_1, Ranked.PRINT_ORDER);
      return entries(keys)
          .map(key -> new Tuple2<>(ranked(key._1(), key._2()), key._1()))
          .sorted(order)
          .skip(maxKeys - maxKeys / RunningTotal.SHARE)
          .map(Tuple2::_2);
    }

    private Ranked ranked(K key, Kept<A> kept) {
      return Ranked.of(new KeyResult(String.valueOf(key), aggregate.result(kept.total)));
    }
  }
}
