package io.dsstream.span;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The totals of the keys of a batch, in no order, in as little memory as may be: a window has one
 * for each of its batches.
 */
final class KeyShare<A> {
  private final String[] keys;
  private final Object[] totals;

  private KeyShare(String[] keys, Object[] totals) {
    this.keys = keys;
    this.totals = totals;
  }

  static <A> KeyShare<A> of(Map<String, A> totals) {
    return new KeyShare<>(totals.keySet().toArray(String[]::new), totals.values().toArray());
  }

  /** What all keys come to. */
  static <A> KeyShare<A> ofAll(Map<String, KeyTotal<A>> keys) {
    return new KeyShare<>(
        keys.keySet().toArray(String[]::new),
        keys.values().stream().map(KeyTotal::total).toArray());
  }

  /** The keys, each once. */
  Collection<String> keys() {
    return Arrays.asList(keys);
  }

  void forEach(BiConsumer<String, A> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], total(i));
    }
  }

  /**
   * The same, and each key becomes the equal one that is given back: that of many shares is one
   * object then.
   */
  void forEachShared(BiFunction<String, A, String> action) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = action.apply(keys[i], total(i));
    }
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private A total(int i) {
    return (A) totals[i];
  }

  HashMap<String, A> toMap() {
    HashMap<String, A> map = new HashMap<>();
    forEach(map::put);
    return map;
  }
}
