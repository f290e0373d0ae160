package io.dsstream.span;

import io.dsstream.reducer.InvertibleReducer;

/** Totals as their reducer has it, batches by their count. */
record WindowReducer<A>(InvertibleReducer<A> reducer) implements InvertibleReducer<WindowPart<A>> {
  @Override
  public WindowPart<A> call(WindowPart<A> a, WindowPart<A> b) throws Exception {
    return new WindowPart<>(a.batches() + b.batches(), reducer.call(a.total(), b.total()));
  }

  @Override
  public WindowPart<A> take(WindowPart<A> total, WindowPart<A> part) throws Exception {
    return new WindowPart<>(
        total.batches() - part.batches(), reducer.take(total.total(), part.total()));
  }
}
