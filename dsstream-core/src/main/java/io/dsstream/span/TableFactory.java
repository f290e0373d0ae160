package io.dsstream.span;

import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.table.CountTable;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.function.LongBinaryOperator;

/**
 * Makes the tables of one stream, on whatever machine: equal seeds, so that tasks agree on the
 * partition of a word, and one reducer. Sums stay primitive; any other reducer boxes its values.
 */
final class TableFactory implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Reducer<Long> reducer;
  private final boolean sum;
  private final long seed = new SecureRandom().nextLong();

  TableFactory(Reducer<Long> reducer) {
    this.reducer = reducer;
    this.sum = reducer == Reducers.sum();
  }

  CountTable create() {
    LongBinaryOperator operator = sum ? TableFactory::sum : this::reduce;
    return new CountTable(seed, operator);
  }

  private static long sum(long a, long b) {
    return Math.addExact(a, b);
  }

  private long reduce(long a, long b) {
    try {
      return reducer.call(a, b);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("reducer failed: " + e.getMessage(), e);
    }
  }
}
