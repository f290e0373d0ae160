package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Figure;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.InvertibleReducer;
import io.dsstream.reducer.Reducer;
import io.dsstream.state.StateException;
import io.dsstream.tokenizer.KeyedLines;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.rdd.RDD;

/**
 * The totals of several batches together, by key. What a batch costs follows its own keys; what a
 * result costs, all keys, for the results of all are ranked.
 *
 * @param <A> the totals
 */
final class KeyedTotals<A> implements Store<Map<String, A>> {
  /** A result and by what it is ranked. */
  private record Ranked(KeyResult result, Number rank, byte[] key) {
    /**
     * Largest first; what has no number last; of equal ones the key that is less by code points.
     */
    static final Comparator<Ranked> PRINT_ORDER =
        Comparator.comparing(Ranked::rank, Comparator.nullsLast(Ranked::larger))
            .thenComparing(Ranked::key, Arrays::compareUnsigned);

    static Ranked of(KeyResult result) {
      return new Ranked(
          result, Figure.rank(result.result()).orElse(null), result.key().getBytes(UTF_8));
    }

    private static int larger(Number a, Number b) {
      return a instanceof Long one && b instanceof Long other
          ? Long.compare(other, one)
          : Double.compare(b.doubleValue(), a.doubleValue());
    }
  }

  /** A total and of how many shares it is. */
  private record Kept<A>(A total, long shares) {}

  private final KeyedJob<?, A> job;
  private final Aggregate<?, A, ?> aggregate;
  private final Reducer<A> reducer;
  private final int limit;
  private final StateClasses classes;
  private boolean isKnownToBeReadable;
  private final Map<String, Kept<A>> totals = new HashMap<>();
  // Of each key, in how many of the batches it came that have not faded.
  private final Map<String, Long> recent = new HashMap<>();

  private <T> KeyedTotals(KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate, int limit) {
    this.job = new KeyedJob<>(lines, aggregate);
    this.aggregate = aggregate;
    this.reducer = aggregate.reducer();
    this.limit = limit;
    this.classes = new StateClasses(aggregate.getClass());
  }

  /**
   * Totals of no batch.
   *
   * @throws IllegalArgumentException if what travels to other machines cannot be serialised
   */
  static <T, A> KeyedTotals<A> of(
      KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate, int limit) {
    Functions.requireSerializable(lines, "keyed lines");
    Functions.requireSerializable(aggregate, "aggregate");
    return new KeyedTotals<>(lines, aggregate, limit);
  }

  @Override
  public Share<Map<String, A>> share(RDD<TextBlock> batch, Instant time) {
    return job.share(batch, time.toEpochMilli());
  }

  @Override
  public Map<String, A> nothing() {
    return Map.of();
  }

  @Override
  public void add(Map<String, A> share) {
    share.forEach((key, total) -> totals.merge(key, new Kept<>(total, 1), this::sum));
  }

  private Kept<A> sum(Kept<A> a, Kept<A> b) {
    return new Kept<>(Functions.reduced(reducer, a.total(), b.total()), a.shares() + b.shares());
  }

  @Override
  public boolean canTake() {
    return reducer instanceof InvertibleReducer;
  }

  @Override
  public void take(Map<String, A> share) {
    InvertibleReducer<A> invertible = (InvertibleReducer<A>) reducer;
    share.forEach(
        (key, part) -> totals.computeIfPresent(key, (k, all) -> taken(invertible, all, part)));
  }

  /** Null if it was the last share. */
  private static <A> Kept<A> taken(InvertibleReducer<A> reducer, Kept<A> all, A part) {
    return all.shares() == 1
        ? null
        : new Kept<>(Functions.reduced(reducer::take, all.total(), part), all.shares() - 1);
  }

  @Override
  public void clear() {
    totals.clear();
  }

  @Override
  public int distinct() {
    return totals.size();
  }

  @Override
  public void come(Map<String, A> share) {
    share.keySet().forEach(key -> recent.merge(key, 1L, Long::sum));
  }

  @Override
  public long fade(Map<String, A> share) {
    int before = totals.size();
    for (String key : share.keySet()) {
      if (recent.computeIfPresent(key, (k, batches) -> batches == 1 ? null : batches - 1) == null) {
        totals.remove(key);
      }
    }
    return before - totals.size();
  }

  @Override
  public long keepFirst(int keys) {
    int before = totals.size();
    List<String> first = ranked().stream().limit(keys).map(KeyResult::key).toList();
    totals.keySet().retainAll(Set.copyOf(first));
    return before - totals.size();
  }

  private List<KeyResult> ranked() {
    return totals.entrySet().stream()
        .map(kept -> new KeyResult(kept.getKey(), aggregate.result(kept.getValue().total())))
        .map(Ranked::of)
        .sorted(Ranked.PRINT_ORDER)
        .map(Ranked::result)
        .toList();
  }

  @Override
  public SpanWords words(Instant from, long expired, long evicted) {
    return SpanWords.ofKeys(from, totals.size(), ranked(), expired, evicted).first(limit);
  }

  @Override
  public Map<String, A> all() {
    Map<String, A> all = new HashMap<>();
    totals.forEach((key, kept) -> all.put(key, kept.total()));
    return all;
  }

  /** What could not be read again is refused before anything rests on it. */
  @Override
  public void write(Map<String, A> share, DataOutput out) throws IOException {
    byte[] bytes = Serialized.bytes(new HashMap<>(share));
    if (!isKnownToBeReadable && !share.isEmpty()) {
      read(bytes);
      isKnownToBeReadable = true;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public Map<String, A> read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return read(bytes);
  }

  private Map<String, A> read(byte[] bytes) {
    try {
      return Serialized.read(bytes, classes);
    } catch (IOException e) {
      String why =
          classes.refused() == null
              ? e.getMessage()
              : "class %s is not of java.lang, .math, .time, .util or the aggregate's package"
                  .formatted(classes.refused());
      throw new StateException(
          StateException.Reason.UNUSABLE, "state cannot hold these totals: " + why);
    }
  }
}
