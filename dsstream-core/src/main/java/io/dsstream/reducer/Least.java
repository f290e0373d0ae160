package io.dsstream.reducer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The first of many in an order, without all of them being sorted: a heap of k with the last on top
 * (Knuth, TAOCP vol. 3, 5.2.3).
 */
public final class Least {
  private Least() {}

  /**
   * The first so many, in their order; of equal ones any. A list that Kryo can send.
   *
   * <pre>{@code
   * Least.of(Stream.of(3, 1, 2), 2, Comparator.naturalOrder()); // 1, 2
   * }</pre>
   *
   * @param k how many; all if there are fewer
   */
  public static <T> ArrayList<T> of(Stream<T> all, int k, Comparator<? super T> order) {
    PriorityQueue<T> least = new PriorityQueue<>(order.reversed());
    all.forEach(
        one -> {
          if (least.size() < k) {
            least.add(one);
          } else if (k > 0 && order.compare(one, least.element()) < 0) {
            least.remove();
            least.add(one);
          }
        });
    ArrayList<T> sorted = new ArrayList<>(least);
    sorted.sort(order);
    return sorted;
  }
}
