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
  /** So many keys are waited for at once. */
  private static final int GROUP = 32;

  private final String[] keys;
  private final Object[] totals;
  // Written so that reading is not left out.
  private int touched;

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
   *
   * @param map where the action looks for each key: a group of them is read before, all at once, so
   *     that what is in no cache is waited for once a group
   */
  void forEachShared(Map<String, ?> map, BiFunction<String, A, String> action) {
    for (int from = 0; from < keys.length; from += GROUP) {
      int to = Math.min(keys.length, from + GROUP);
      touch(map, from, to);
      for (int i = from; i < to; i++) {
        keys[i] = action.apply(keys[i], total(i));
      }
    }
  }

  private void touch(Map<String, ?> map, int from, int to) {
    int there = 0;
    for (int i = from; i < to; i++) {
      Object value = map.get(keys[i]);
      there += value != null && value.getClass() != Object.class ? 1 : 0;
    }
    touched = there;
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private A total(int i) {
    return (A) totals[i];
  }

  int size() {
    return keys.length;
  }

  /** Those from one to another, in the order in which they are here. */
  HashMap<String, A> toMap(int from, int to) {
    HashMap<String, A> map = new HashMap<>();
    for (int i = from; i < to; i++) {
      map.put(keys[i], total(i));
    }
    return map;
  }
}
