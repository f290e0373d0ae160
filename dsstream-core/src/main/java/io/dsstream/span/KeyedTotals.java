package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.InvertibleReducer;
import io.dsstream.reducer.Reducer;
import io.dsstream.state.StateException;
import io.dsstream.tokenizer.KeyedLines;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.rdd.RDD;

/**
 * The totals of several batches together, by key. What a batch and its result cost follows the keys
 * that have changed, if not all results are asked for.
 *
 * @param <A> the totals
 */
final class KeyedTotals<A> implements Store<KeyShare<A>> {
  private final KeyedJob<?, A> job;
  private final Aggregate<?, A, ?> aggregate;
  private final Reducer<A> reducer;
  private final int limit;
  private final StateClasses classes;
  private boolean isKnownToBeReadable;
  private final Map<String, KeyTotal<A>> totals = new HashMap<>();
  private final KeyRanking ranking;
  private boolean slides;
  // Of each key, in how many of the batches it came that have not faded.
  private final Map<String, Long> recent = new HashMap<>();

  private <T> KeyedTotals(KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate, int limit) {
    this.job = new KeyedJob<>(lines, aggregate);
    this.aggregate = aggregate;
    this.reducer = aggregate.reducer();
    this.limit = limit;
    this.classes = new StateClasses(aggregate.getClass());
    this.ranking = new KeyRanking(totals.keySet(), this::result, limit);
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
  public Share<KeyShare<A>> share(RDD<TextBlock> batch, Instant time) {
    Share<Map<String, A>> share = job.share(batch, time.toEpochMilli());
    return new Share<>(share.tally(), KeyShare.of(share.words()));
  }

  @Override
  public KeyShare<A> nothing() {
    return KeyShare.of(Map.of());
  }

  @Override
  public void add(KeyShare<A> share) {
    share.forEachShared(this::add);
    ranking.changed(share.keys());
  }

  private String add(String key, A part) {
    KeyTotal<A> total = totals.computeIfAbsent(key, this::keyTotal);
    total.add(part);
    return total.key();
  }

  private KeyTotal<A> keyTotal(String key) {
    return slides && !(reducer instanceof InvertibleReducer)
        ? new KeyTotal.Sliding<>(key, reducer)
        : new KeyTotal.Summed<>(key, reducer);
  }

  @Override
  public boolean startSliding() {
    slides = reducer instanceof InvertibleReducer || aggregate.hasSmallTotals();
    return slides;
  }

  @Override
  public void take(KeyShare<A> share) {
    share.forEach(
        (key, part) -> totals.computeIfPresent(key, (k, all) -> all.take(part) ? null : all));
    ranking.changed(share.keys());
  }

  @Override
  public void clear() {
    totals.clear();
    ranking.cleared();
  }

  @Override
  public int distinct() {
    return totals.size();
  }

  @Override
  public void come(KeyShare<A> share) {
    share.forEachShared(this::come);
  }

  private String come(String key, A part) {
    recent.merge(key, 1L, Long::sum);
    KeyTotal<A> total = totals.get(key);
    return total == null ? key : total.key();
  }

  @Override
  public long fade(KeyShare<A> share) {
    int before = totals.size();
    for (String key : share.keys()) {
      if (recent.computeIfPresent(key, (k, batches) -> batches == 1 ? null : batches - 1) == null) {
        totals.remove(key);
      }
    }
    ranking.changed(share.keys());
    return before - totals.size();
  }

  @Override
  public long keepFirst(int keys) {
    Set<String> others =
        totals.keySet().stream()
            .map(key -> Ranked.of(result(key)))
            .sorted(Ranked.PRINT_ORDER)
            .skip(keys)
            .map(ranked -> ranked.result().key())
            .collect(Collectors.toSet());
    totals.keySet().removeAll(others);
    ranking.changed(others);
    return others.size();
  }

  private KeyResult result(String key) {
    return new KeyResult(key, aggregate.result(totals.get(key).total()));
  }

  @Override
  public SpanWords words(Instant from, long expired, long evicted) {
    List<KeyResult> first = ranking.first(limit).stream().map(key -> key.first(limit)).toList();
    return SpanWords.ofKeys(from, totals.size(), first, expired, evicted);
  }

  @Override
  public KeyShare<A> all() {
    return KeyShare.ofAll(totals);
  }

  /** What could not be read again is refused before anything rests on it. */
  @Override
  public void write(KeyShare<A> share, DataOutput out) throws IOException {
    byte[] bytes = Serialized.bytes(share.toMap());
    if (!isKnownToBeReadable && !share.keys().isEmpty()) {
      read(bytes);
      isKnownToBeReadable = true;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public KeyShare<A> read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return KeyShare.of(read(bytes));
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
