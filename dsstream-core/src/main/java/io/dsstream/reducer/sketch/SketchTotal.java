package io.dsstream.reducer.sketch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a sketch and a few values that have not entered it yet. A key of few values has no
 * sketch, and nothing here needs a hook when Java or Kryo sends it, which a live sketch would.
 *
 * @param <V> the values
 */
public final class SketchTotal<V> implements Serializable {
  private static final long serialVersionUID = 1L;

  private byte[] sketch;
  private final ArrayList<V> waiting;

  private SketchTotal(byte[] sketch, List<V> waiting) {
    this.sketch = sketch;
    this.waiting = new ArrayList<>(waiting);
  }

  static <V> SketchTotal<V> of(V value) {
    return new SketchTotal<>(null, List.of(value));
  }

  static <V> SketchTotal<V> of(byte[] sketch) {
    return new SketchTotal<>(sketch, List.of());
  }

  static <V> SketchTotal<V> of(List<V> waiting) {
    return new SketchTotal<>(null, waiting);
  }

  void add(V value) {
    waiting.add(value);
  }

  /** Those that wait are in the sketch now. */
  void enter(byte[] all) {
    sketch = all;
    waiting.clear();
  }

  /** Null while there is none. */
  byte[] sketch() {
    return sketch;
  }

  List<V> waiting() {
    return waiting;
  }

  @Override
  public String toString() {
    return "SketchTotal[%d bytes and %d values]"
        .formatted(sketch == null ? 0 : sketch.length, waiting.size());
  }
}
