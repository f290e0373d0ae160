package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.join.JoinType;
import io.dsstream.join.KeyFilter;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Functions;
import io.dsstream.reducer.InvertibleReducer;
import io.dsstream.reducer.Reducer;
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
  private final Selection selection;
  private final KeyShareCodec<A> codec;
  private final Map<String, KeyTotal<A>> totals = new HashMap<>();
  private final KeyRanking<KeyTotal<A>> ranking;
  private final Presence presence = new Presence(totals::containsKey);
  private boolean slides;
  // Of each key, in how many of the batches it came that have not faded.
  private final Map<String, Long> recent = new HashMap<>();

  private <T> KeyedTotals(
      KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate, Selection selection) {
    this.job = new KeyedJob<>(lines, aggregate);
    this.aggregate = aggregate;
    this.reducer = aggregate.reducer();
    this.selection = selection;
    this.codec = new KeyShareCodec<>(aggregate.getClass());
    this.ranking = new KeyRanking<>(totals, this::result, selection, aggregate.hasSmallTotals());
  }

  /**
   * Totals of no batch.
   *
   * @throws IllegalArgumentException if what travels to other machines cannot be serialised
   */
  static <T, A> KeyedTotals<A> of(
      KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate, Selection selection) {
    Functions.requireSerializable(lines, "keyed lines");
    Functions.requireSerializable(aggregate, "aggregate");
    return new KeyedTotals<>(lines, aggregate, selection);
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
    share.forEachShared(totals, this::add);
  }

  private String add(String key, A part) {
    int before = totals.size();
    KeyTotal<A> total = totals.computeIfAbsent(key, this::keyTotal);
    total.add(part);
    ranking.changed(total.key(), total);
    if (totals.size() > before) {
      presence.changed(key);
    }
    return total.key();
  }

  private KeyTotal<A> keyTotal(String key) {
    if (!slides || reducer instanceof InvertibleReducer) {
      return new SummedTotal<>(key, reducer);
    }
    return aggregate.hasSmallTotals()
        ? new SlidingTotal<>(key, reducer)
        : new ChunkedTotal<>(key, reducer);
  }

  @Override
  public boolean startSliding() {
    slides = true;
    return true;
  }

  @Override
  public void take(KeyShare<A> share) {
    share.forEach(this::take);
  }

  private void take(String key, A part) {
    KeyTotal<A> total = totals.get(key);
    if (total == null) {
      return;
    }
    if (total.take(part)) {
      leave(key);
    } else {
      ranking.changed(total.key(), total);
    }
  }

  private void leave(String key) {
    totals.remove(key);
    ranking.left(key);
    presence.changed(key);
  }

  @Override
  public void clear() {
    totals.clear();
    ranking.cleared();
    presence.cleared();
  }

  @Override
  public int distinct() {
    return totals.size();
  }

  @Override
  public void come(KeyShare<A> share) {
    share.forEachShared(recent, this::come);
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
        leave(key);
      }
    }
    return before - totals.size();
  }

  @Override
  public long keepFirst(int keys) {
    Set<String> others =
        totals.values().stream()
            .map(total -> Ranked.of(new KeyResult(total.key(), result(total))))
            .sorted(Ranked.PRINT_ORDER)
            .skip(keys)
            .map(ranked -> ranked.result().key())
            .collect(Collectors.toSet());
    others.forEach(this::leave);
    return others.size();
  }

  private Object result(KeyTotal<A> total) {
    return aggregate.result(total.total());
  }

  @Override
  public Object result(String key) {
    KeyTotal<A> total = totals.get(key);
    return total == null ? null : result(total);
  }

  @Override
  public KeyFilter filter(JoinType type) {
    return presence.filter(type);
  }

  @Override
  public SpanWords words(Instant from, long expired, long evicted) {
    List<KeyResult> first =
        ranking.first().stream().map(key -> key.first(selection.limit())).toList();
    return SpanWords.ofKeys(from, ranking.distinct(), first, expired, evicted);
  }

  @Override
  public KeyShare<A> all() {
    return KeyShare.ofAll(totals);
  }

  @Override
  public void write(KeyShare<A> share, DataOutput out) throws IOException {
    codec.write(share, out);
  }

  @Override
  public KeyShare<A> read(DataInput in) throws IOException {
    return codec.read(in);
  }
}
