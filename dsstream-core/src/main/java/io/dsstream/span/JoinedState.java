package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.join.JoinType;
import io.dsstream.reducer.Figures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.UnionRDD;

/** What two streams keep over the same span; a batch of it is the union of one of each. */
final class JoinedState implements SpanState {
  private final StreamJoin join;
  private final SpanState first;
  private final SpanState second;
  private final int limit;

  JoinedState(StreamJoin join, SpanState first, SpanState second, int limit) {
    this.join = join;
    this.first = first;
    this.second = second;
    this.limit = limit;
  }

  @Override
  public Tally add(RDD<TextBlock> batch, Instant time) {
    UnionRDD<TextBlock> both = (UnionRDD<TextBlock>) batch; // see StreamJoin
    Tally tally = first.add(both.rdds().apply(0), time);
    Tally others = second.add(both.rdds().apply(1), time);
    return tally.withFaults(others.faults()); // the end of the second stream is nobody's
  }

  @Override
  public boolean isDue(Instant time) {
    return first.isDue(time);
  }

  @Override
  public Instant dueAfter(Instant time) {
    return first.dueAfter(time);
  }

  @Override
  public void pass(Instant time) {
    first.pass(time);
    second.pass(time);
  }

  @Override
  public void told() {
    first.told();
    second.told();
  }

  @Override
  public SpanWords words(Instant time) {
    SpanWords words = first.words(time);
    SpanWords others = second.words(time);
    List<KeyResult> keys = joined(words, others);
    long distinct = join.type() == JoinType.LEFT ? words.distinct() : keys.size();
    return words.withResults(keys, distinct).plusLeft(others).first(limit);
  }

  private List<KeyResult> joined(SpanWords words, SpanWords others) {
    Map<String, Object> matches = new HashMap<>();
    others.keys().forEach(key -> matches.put(key.key(), key.result()));
    List<KeyResult> joined = new ArrayList<>();
    for (KeyResult key : words.keys()) {
      Object match = matches.get(key.key());
      if (join.type().lets(match != null)) {
        Figures.Part first = new Figures.Part(join.firstName(), key.result());
        Figures figures =
            match == null
                ? new Figures(List.of(first))
                : new Figures(List.of(first, new Figures.Part(join.secondName(), match)));
        joined.add(new KeyResult(key.key(), figures));
      }
    }
    return joined;
  }

  @Override
  public void writeChange(DataOutput out) throws IOException {
    first.writeChange(out);
    second.writeChange(out);
  }

  @Override
  public void readChange(DataInput in, Instant time) throws IOException {
    first.readChange(in, time);
    second.readChange(in, time);
  }

  @Override
  public void writeAll(DataOutput out) throws IOException {
    first.writeAll(out);
    second.writeAll(out);
  }

  @Override
  public void readAll(DataInput in) throws IOException {
    first.readAll(in);
    second.readAll(in);
  }
}
