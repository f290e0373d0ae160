package io.dsstream.span;

import io.dsstream.reducer.Functions;
import io.dsstream.reducer.InvertibleReducer;
import io.dsstream.reducer.Reducer;

/** The sum of all, of which none but those of an {@link InvertibleReducer} can be taken away. */
final class SummedTotal<A> extends KeyTotal<A> {
  private A total;
  private long shares;

  SummedTotal(String key, Reducer<A> reducer) {
    super(key, reducer);
  }

  @Override
  void add(A share) {
    total = sum(total, share);
    shares++;
  }

  @Override
  boolean take(A share) {
    shares--;
    total =
        shares == 0
            ? null
            : Functions.reduced(((InvertibleReducer<A>) reducer())::take, total, share);
    return shares == 0;
  }

  @Override
  A total() {
    return total;
  }
}
