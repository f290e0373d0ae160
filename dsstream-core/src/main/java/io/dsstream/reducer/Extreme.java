package io.dsstream.reducer;

/** The smaller or the larger of two values. A state knows it again by its name. */
record Extreme<V extends Comparable<? super V>>(boolean isLargest) implements Reducer<V> {
  @Override
  public V call(V a, V b) {
    int order = a.compareTo(b);
    return order == 0 || order > 0 == isLargest ? a : b;
  }

  @Override
  public String toString() {
    return isLargest ? "max" : "min";
  }
}
