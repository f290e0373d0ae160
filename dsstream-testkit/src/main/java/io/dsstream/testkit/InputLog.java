package io.dsstream.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The batches of an input: rows by partition. It only grows, and which batch has which entry is
 * settled before the batch is made, whether or not Spark computes it then, so that a batch which is
 * computed late or again is the same.
 */
final class InputLog<T> {
  private final List<List<List<T>>> entries = new ArrayList<>();
  private final Map<Long, Integer> entryOfBatch = new HashMap<>();
  private final Queue<? extends List<T>> queue;
  private int next;

  /**
   * @param queue where batches come from when nothing is pushed, or null
   */
  InputLog(Queue<? extends List<T>> queue) {
    this.queue = queue;
  }

  synchronized void push(List<List<T>> partitions) {
    entries.add(partitions.stream().map(List::copyOf).toList());
  }

  /** The partitions of a batch; none if there was nothing to take for it. */
  synchronized List<List<T>> batch(long timeMillis) {
    int entry = entryOfBatch.computeIfAbsent(timeMillis, time -> take());
    return entry < 0 ? List.of() : entries.get(entry);
  }

  private int take() {
    List<T> rows = next == entries.size() && queue != null ? queue.poll() : null;
    if (rows != null) {
      push(List.of(rows));
    }
    return next < entries.size() ? next++ : -1;
  }
}
