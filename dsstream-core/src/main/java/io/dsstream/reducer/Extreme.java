package io.dsstream.reducer;

/** The smaller or the larger of two values; with a name, by which a state knows it again. */
record Extreme<V extends Comparable<? super V>>(boolean isLargest) implements Reducer<V> {
  @Override
  public V call(V a, V b) {
    int order = a.compareTo(b);
    return order == 0 || order > 0 == isLargest ? a : b;
  }
}
