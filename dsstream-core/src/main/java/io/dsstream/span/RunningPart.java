package io.dsstream.span;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import scala.Tuple2;

/**
 * What the keys of one partition come to since the start. Nobody writes to one, for Spark may make
 * the next one of it again. Kryo may send it, which knows no records.
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
    return new RunningPart<>(new HashMap<>(), KeysLeft.NONE);
  }

  /** How many keys the last batch has made leave. */
  KeysLeft left() {
    return left;
  }

  /** What each key comes to. */
  <R> Iterator<Tuple2<K, R>> results(Aggregate<?, A, R> aggregate) {
    return keys.entrySet().stream()
        .map(key -> new Tuple2<>(key.getKey(), aggregate.result(key.getValue().total)))
        .iterator();
  }

  /** From one batch to the next. */
  static final class Step<K, A> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Aggregate<?, A, ?> aggregate;
    private final long expiryMillis;
    private final boolean expires;
    private final int maxKeys;

    /**
     * @param partitions which share the bound on the keys, each of which may have one at least
     */
    Step(RunningTotal span, Aggregate<?, A, ?> aggregate, int partitions) {
      this.aggregate = aggregate;
      this.expires = span.expires();
      this.expiryMillis = span.expiry().toMillis();
      this.maxKeys = span.maxKeys() / partitions;
    }

    /** A part with a batch more, by the rules of {@link RunningState}. */
    RunningPart<K, A> of(RunningPart<K, A> part, Iterator<Tuple2<K, A>> batch, long time) {
      HashMap<K, Kept<A>> keys = new HashMap<>(part.keys);
      long expired = expires ? removeBefore(keys, time - expiryMillis) : 0;
      batch.forEachRemaining(
          pair -> keys.merge(pair._1(), new Kept<>(pair._2(), time), this::merged));
      expired += expires ? removeBefore(keys, time - expiryMillis + 1) : 0;
      return new RunningPart<>(keys, new KeysLeft(expired, evict(keys)));
    }

    private Kept<A> merged(Kept<A> before, Kept<A> now) {
      return new Kept<>(Functions.reduced(aggregate.reducer(), before.total, now.total), now.last);
    }

    private long removeBefore(Map<K, Kept<A>> keys, long time) {
      int before = keys.size();
      keys.values().removeIf(kept -> kept.last < time);
      return before - keys.size();
    }

    private long evict(Map<K, Kept<A>> keys) {
      if (keys.size() <= maxKeys) {
        return 0;
      }
      int before = keys.size();
      keys.entrySet().stream()
          .map(key -> Map.entry(ranked(key.getKey(), key.getValue()), key.getKey()))
          .sorted(Map.Entry.comparingByKey(Ranked.PRINT_ORDER))
          .skip(maxKeys - maxKeys / RunningTotal.SHARE)
          .map(Map.Entry::getValue)
          .toList()
          .forEach(keys::remove);
      return before - keys.size();
    }

    private Ranked ranked(K key, Kept<A> kept) {
      return Ranked.of(new KeyResult(String.valueOf(key), aggregate.result(kept.total)));
    }
  }
}
