package io.dsstream.reducer;

import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.Function3;
import org.apache.spark.streaming.State;

/** A batch's total joins the one of all batches before. What it maps to is nobody's concern. */
record Running<K, A>(Reducer<A> reducer) implements Function3<K, Optional<A>, State<A>, Boolean> {
  @Override
  public Boolean call(K key, Optional<A> total, State<A> state) throws Exception {
    state.update(state.exists() ? reducer.call(state.get(), total.get()) : total.get());
    return Boolean.TRUE;
  }
}
