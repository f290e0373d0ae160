package io.dsstream.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The batches so far as a table: what a failure shows.
 *
 * <pre>
 * batch  time                  input  lines   counts        result
 *     1  1970-01-01T00:00:01Z      2  2 rows  did not fire  ok
 * </pre>
 */
final class BatchReport {
  private static final int MAX_BATCHES = 20;

  private final BatchTimes times;
  private final BatchEvents events;
  private final Map<String, CaptureLog<?>> captures = new LinkedHashMap<>();

  BatchReport(BatchTimes times, BatchEvents events) {
    this.times = times;
    this.events = events;
  }

  BatchTimes times() {
    return times;
  }

  boolean isOver(long millis) {
    return events.isCompleted(millis);
  }

  /** The driver has died, and in its next life runs batches again. */
  void die() {
    events.die();
    captures.values().forEach(CaptureLog::die);
  }

  /** Whether a stream fired when a batch was run last, not when a driver ran it that has died. */
  boolean hasFired(CaptureLog<?> log, long millis) {
    return log.hasFired(millis, events.life(millis));
  }

  /** The captured stream whose job failed in a batch. */
  Optional<String> failedCapture(long millis) {
    return captures.entrySet().stream()
        .filter(capture -> capture.getValue().hasFailed(millis))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Adds a captured stream.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  void add(String name, CaptureLog<?> log) {
    if (captures.putIfAbsent(name, log) != null) {
      throw new IllegalArgumentException("capture must have a name of its own: " + name);
    }
  }

  @Override
  public String toString() {
    long batches = times.batches();
    List<List<String>> rows = new ArrayList<>();
    rows.add(header());
    LongStream.rangeClosed(Math.max(1, batches - MAX_BATCHES + 1), batches)
        .forEach(batch -> rows.add(row(batch)));
    return aligned(rows);
  }

  private List<String> header() {
    List<String> cells = new ArrayList<>(List.of("batch", "time", "input"));
    cells.addAll(captures.keySet());
    cells.add("result");
    return cells;
  }

  private List<String> row(long batch) {
    long millis = times.millis(batch);
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(batch));
    cells.add(Instant.ofEpochMilli(millis).toString());
    cells.add(Long.toString(events.records(millis)));
    captures.values().forEach(log -> cells.add(rows(log, millis)));
    cells.add(result(millis));
    return cells;
  }

  private String rows(CaptureLog<?> log, long millis) {
    List<? extends List<? extends List<?>>> attempts = log.attempts(millis);
    if (log.hasFailed(millis)) {
      return "failed";
    }
    if (!hasFired(log, millis)) {
      return "did not fire";
    }
    int rows = attempts.get(attempts.size() - 1).stream().mapToInt(List::size).sum();
    return rows + (rows == 1 ? " row" : " rows");
  }

  private String result(long millis) {
    if (events.failedOutput(millis).isPresent()) {
      return "failed";
    }
    if (!events.isSubmitted(millis)) {
      return "not made";
    }
    return events.isCompleted(millis) ? "ok" : "not over";
  }

  private static String aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    rows.forEach(
        row -> {
          for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
