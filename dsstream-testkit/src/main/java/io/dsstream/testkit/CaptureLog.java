package io.dsstream.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a stream gave by batch time: rows by partition, of each time that the batch was run. */
final class CaptureLog<T> {
  private final Map<Long, List<List<List<T>>>> attempts = new TreeMap<>();
  // In which of the driver's lives a batch was run last.
  private final Map<Long, Integer> lives = new HashMap<>();
  private final Set<Long> failed = new HashSet<>();
  private int life;

  synchronized void add(long timeMillis, List<List<T>> partitions) {
    lives.put(timeMillis, life);
    attempts
        .computeIfAbsent(timeMillis, time -> new ArrayList<>())
        .add(partitions.stream().map(Collections::unmodifiableList).toList());
  }

  /** Notes that the stream's job failed. */
  synchronized void fail(long timeMillis) {
    failed.add(timeMillis);
  }

  /** The driver has died: of batches that it runs again in its next life other runs count. */
  synchronized void die() {
    failed.clear();
    life++;
  }

  synchronized boolean hasFailed(long timeMillis) {
    return failed.contains(timeMillis);
  }

  /** The partitions of each run of a batch; none if the stream did not fire in it. */
  synchronized List<List<List<T>>> attempts(long timeMillis) {
    return List.copyOf(attempts.getOrDefault(timeMillis, List.of()));
  }

  /** Whether the stream has fired in a batch since its driver's life of that number began. */
  synchronized boolean hasFired(long timeMillis, int sinceLife) {
    return lives.getOrDefault(timeMillis, -1) >= sinceLife;
  }

  /** The last run of each batch that there is, in the order of their times. */
  synchronized Map<Long, List<List<T>>> lastRuns() {
    Map<Long, List<List<T>>> last = new TreeMap<>();
    attempts.forEach((time, runs) -> last.put(time, runs.get(runs.size() - 1)));
    return last;
  }
}
