package io.dsstream.reducer;

import org.apache.spark.api.java.function.Function2;

/** {@link InvertibleReducer#of}. */
record FunctionPair<V>(Function2<V, V, V> merge, Function2<V, V, V> inverse)
    implements InvertibleReducer<V> {
  @Override
  public V call(V a, V b) throws Exception {
    return merge.call(a, b);
  }

  @Override
  public V take(V total, V part) throws Exception {
    return inverse.call(total, part);
  }
}
