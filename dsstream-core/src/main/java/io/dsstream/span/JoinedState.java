package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Figures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.UnionRDD;

/** What two streams keep over the same span; a batch of it is the union of one of each. */
final class JoinedState implements SpanState {
  private final StreamJoin join;
  private final SpanState first;
  private final StreamState second;
  private final int limit;

  JoinedState(StreamJoin join, SpanState first, StreamState second, int limit) {
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
    SpanWords others = second.words(time); // before the first asks which keys are there
    SpanWords words = first.words(time);
    List<KeyResult> keys = words.keys().stream().map(this::joined).toList();
    return words.withResults(keys, words.distinct()).plusLeft(others).first(limit);
  }

  private KeyResult joined(KeyResult key) {
    Figures.Part ofFirst = new Figures.Part(join.firstName(), key.result());
    Object match = second.lookup().result(key.key());
    return new KeyResult(
        key.key(),
        match == null
            ? new Figures(List.of(ofFirst))
            : new Figures(List.of(ofFirst, new Figures.Part(join.secondName(), match))));
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
