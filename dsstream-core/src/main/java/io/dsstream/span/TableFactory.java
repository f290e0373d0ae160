package io.dsstream.span;

import io.dsstream.reducer.Functions;
import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.table.CountTable;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;

/**
 * Makes the tables of one stream, on whatever machine: equal seeds, so that tasks agree on the
 * partition of a word, and one reducer. Sums stay primitive; any other reducer boxes its values.
 *
 * <p>A table that has grown to the size of a batch is lent to one task after another: to make it
 * anew for each would cost more than to clear it. Safe for use by several threads.
 */
final class TableFactory implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Tables of sums that nobody uses, of any stream of this JVM; what finds no room is dropped. */
  private static final Queue<CountTable> IDLE =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /** What a word takes while its table grows and is packed, the bytes of long ones apart. */
  private static final int BYTES_A_WORD = 160;

  /**
   * So many bytes of words that do not fit into a slot count as a word more: they are there once in
   * the table, once while that grows, and twice while it is packed.
   */
  private static final int LONG_BYTES_A_WORD = BYTES_A_WORD / 4;

  private static final int FULL =
      full(Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());

  private final Reducer<Long> reducer;
  private final int maxWords;
  private final boolean sum;
  private final long seed = new SecureRandom().nextLong();

  TableFactory(Reducer<Long> reducer) {
    this(reducer, Integer.MAX_VALUE);
  }

  /**
   * @param maxWords when a table is full even if memory holds more
   */
  TableFactory(Reducer<Long> reducer, int maxWords) {
    this.reducer = reducer;
    this.maxWords = maxWords;
    this.sum = reducer == Reducers.sum();
  }

  /** The seed of all its tables. */
  long seed() {
    return seed;
  }

  /** With how many words a task's table is full on this machine, and the next one begins. */
  int full() {
    return Math.min(maxWords, FULL);
  }

  /** Whether a task's table is full, of words or of the bytes of long ones. */
  boolean isFull(CountTable table) {
    return table.size() + (long) table.longKeyBytes() / LONG_BYTES_A_WORD > full();
  }

  /** A quarter of the heap for the tables of all cores, but no less than a language has words. */
  static int full(long heap, int cores) {
    return (int) Math.min(Math.max(400_000, heap / 4 / BYTES_A_WORD / cores), Integer.MAX_VALUE);
  }

  /** Does some work with an empty table that is the work's alone until it returns. */
  <R> R lend(Function<CountTable, R> work) {
    CountTable idle = sum ? IDLE.poll() : null;
    CountTable table = idle != null && idle.seed() == seed ? idle : create();
    R result = work.apply(table);
    if (sum) {
      table.clear();
      IDLE.offer(table);
    }
    return result;
  }

  /** An empty table to keep. */
  CountTable create() {
    return sum
        ? new CountTable(seed)
        : new CountTable(seed, (a, b) -> Functions.reduced(reducer, a, b));
  }
}
