package io.dsstream.reducer.sketch;

import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Reducer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a mutable sketch wants to be an aggregate: each is opened anew from its bytes, so that
 * merging changes no total.
 */
abstract class SketchAggregate<T, V, S, R> implements Aggregate<T, SketchTotal<V>, R> {
  private static final long serialVersionUID = 1L;

  /** To open a sketch and to write it costs what some ten values cost each. */
  static final int MAX_WAITING = 64;

  /** The value as the sketch takes it; an IllegalArgumentException if it does not. */
  abstract V checked(T value);

  abstract S empty();

  abstract S open(byte[] bytes);

  abstract void update(S sketch, V value);

  /** Both in one, which may be one of them. */
  abstract S union(S a, S b);

  abstract byte[] bytes(S sketch);

  abstract R told(S sketch);

  @Override
  public SketchTotal<V> of(T value) {
    return SketchTotal.of(checked(value));
  }

  @Override
  public SketchTotal<V> add(SketchTotal<V> total, T value) {
    total.add(checked(value));
    if (total.waiting().size() > MAX_WAITING) {
      total.enter(bytes(sketch(total)));
    }
    return total;
  }

  @Override
  public Reducer<SketchTotal<V>> reducer() {
    return this::merged;
  }

  private SketchTotal<V> merged(SketchTotal<V> a, SketchTotal<V> b) {
    if (a.sketch() == null && b.sketch() == null) {
      List<V> both = new ArrayList<>(a.waiting());
      both.addAll(b.waiting());
      if (both.size() <= MAX_WAITING) {
        return SketchTotal.of(both);
      }
    }
    return SketchTotal.of(bytes(union(sketch(a), sketch(b))));
  }

  @Override
  public R result(SketchTotal<V> total) {
    return told(sketch(total));
  }

  private S sketch(SketchTotal<V> total) {
    S sketch = total.sketch() == null ? empty() : open(total.sketch());
    total.waiting().forEach(value -> update(sketch, value));
    return sketch;
  }
}
