package io.dsstream.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a stream gave by batch time: rows by partition, of each time that the batch was run. */
final class CaptureLog<T> {
  private final Map<Long, List<List<List<T>>>> attempts = new TreeMap<>();
  private final Set<Long> failed = new HashSet<>();

  synchronized void add(long timeMillis, List<List<T>> partitions) {
    attempts
        .computeIfAbsent(timeMillis, time -> new ArrayList<>())
        .add(partitions.stream().map(Collections::unmodifiableList).toList());
  }

  /** Notes that the stream's job failed. */
  synchronized void fail(long timeMillis) {
    failed.add(timeMillis);
  }

  synchronized void forgetFailures() {
    failed.clear();
  }

  synchronized boolean hasFailed(long timeMillis) {
    return failed.contains(timeMillis);
  }

  /** The partitions of each run of a batch; none if the stream did not fire in it. */
  synchronized List<List<List<T>>> attempts(long timeMillis) {
    return List.copyOf(attempts.getOrDefault(timeMillis, List.of()));
  }

  /** The last run of every batch in which the stream fired. */
  synchronized List<List<List<T>>> fired() {
    return attempts.values().stream().map(runs -> runs.get(runs.size() - 1)).toList();
  }
}
