package io.dsstream.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The first keys of a table in print order: largest count first, ties by code point.
 *
 * <p>A heap of the slots of at most k keys with the last in order on top (Knuth, TAOCP vol. 3,
 * 5.2.3): n keys cost O(n log k), and most only a comparison with the top. UTF-8 sorts by unsigned
 * byte as its code points do, so no string is made to compare two words.
 */
public final class TopK {
  private final CountTable table;
  private final int[] heap;
  private int size;

  private TopK(CountTable table, int k) {
    this.table = table;
    this.heap = new int[Math.min(k, table.size())];
  }

  /** The slots of the first {@code k} keys, in print order; fewer if the table has fewer. */
  public static int[] slots(CountTable table, int k) {
    TopK top = new TopK(table, k);
    if (top.heap.length > 0) {
      for (int slot = 0; slot < table.slots(); slot++) {
        if (table.isUsed(slot)) {
          top.offer(slot);
        }
      }
    }
    return top.drain();
  }

  /** The first {@code k} words with their counts, in print order. */
  public static List<WordCount> words(CountTable table, int k) {
    return Arrays.stream(slots(table, k)).mapToObj(slot -> word(table, slot)).toList();
  }

  /** The key in a slot as a word with its count. */
  public static WordCount word(CountTable table, int slot) {
    return new WordCount(new String(table.key(slot), StandardCharsets.UTF_8), table.count(slot));
  }

  private void offer(int slot) {
    if (size < heap.length) {
      heap[size] = slot;
      siftUp(size++);
    } else if (isAfter(heap[0], slot)) {
      heap[0] = slot;
      siftDown();
    }
  }

  /** Takes the last in order again and again: the answer from its end to its start. */
  private int[] drain() {
    int[] slots = new int[size];
    for (int i = slots.length - 1; i >= 0; i--) {
      slots[i] = heap[0];
      heap[0] = heap[--size];
      siftDown();
    }
    return slots;
  }

  private void siftUp(int from) {
    int i = from;
    while (i > 0 && isAfter(heap[i], heap[(i - 1) / 2])) {
      swap(i, (i - 1) / 2);
      i = (i - 1) / 2;
    }
  }

  private void siftDown() {
    int i = 0;
    while (2 * i + 1 < size) {
      int child = 2 * i + 1;
      if (child + 1 < size && isAfter(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isAfter(heap[child], heap[i])) {
        return;
      }
      swap(i, child);
      i = child;
    }
  }

  private void swap(int i, int j) {
    int slot = heap[i];
    heap[i] = heap[j];
    heap[j] = slot;
  }

  /** Whether the key in slot {@code a} is printed after that in {@code b}. */
  private boolean isAfter(int a, int b) {
    int byCount = Long.compare(table.count(b), table.count(a));
    if (byCount != 0) {
      return byCount > 0;
    }
    return table.compareKeys(a, b) > 0;
  }
}
