package io.dsstream.bench.report;

import io.dsstream.bench.Machine;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Made-up results of every mode, and of one that the page does not know. */
final class Samples {
  /** What would be seen if it were taken for HTML, and what may not be seen as it is. */
  static final String HOSTILE = "</script><img src=x onerror=alert(1)>'\"&\u202e\u2028\0é";

  static final ZonedDateTime DATE = ZonedDateTime.of(2026, 11, 25, 9, 19, 0, 0, ZoneOffset.UTC);

  private Samples() {}

  static List<Results> all() {
    return List.of(pipeline(), hotPath(), latency(), growth(), hostile());
  }

  static Results pipeline() {
    List<Run> runs = new ArrayList<>();
    for (double round : new double[] {1, 0.97, 1.006}) {
      runs.add(Run.of("dsstream", 2992, 229.6 * round, 9.2, 1512));
      runs.add(Run.of("flink", 748, 61.5 * round * round, 31.4, 1103));
      runs.add(Run.of("jet", 748, 48.7 * round, 38.9, 1320));
      runs.add(Run.of("kafka-streams", 449, 34.1 * round, 55.2, 1244));
      runs.add(Run.of("spark", 149, 14.7 * round, 141.8, 886));
      runs.add(Run.of("spark-tuned", 149, 18.0 * Math.pow(round, 4), 149.2, 1031));
    }
    return results("pipeline", "Whole jobs", List.of(), runs);
  }

  static Results hotPath() {
    List<HotPath> rows = new ArrayList<>();
    String[] texts = {"kjv", "zipf", "indonesian", "chinese", "long-tokens"};
    for (int i = 0; i < texts.length; i++) {
      rows.add(HotPath.of(texts[i], "dsstream", 609.7 - 71 * i, 48.9 + 9 * i, 386));
      rows.add(HotPath.of(texts[i], "naive", 53.6 - 4.3 * i, i == 4 ? Double.NaN : 5.5, 2.2e8));
    }
    return results(Results.HOT_PATH, "The hot path", List.of("-f", "5"), rows);
  }

  static Results latency() {
    return results(
        "latency",
        "Latency",
        List.of(),
        List.of(
            new Latency("dsstream", 50, 20_000, 42, 67, 81, 124, 190, 11, 24, 9),
            new Latency("spark", 50, 20_000, 131, 260, 402, 911, 1630, 46, 160, 840),
            new Latency("flink", 50, 20_000, 30, 52, 96, 151, 160, 8, 30, 0),
            new Latency("dsstream", 1000, 20_000, 512, 914, 1013, 1031, 1044, 21, 40, 3),
            new Latency("spark", 1000, 20_000, 806, 1190, 1349, 1530, 1612, 115, 240, 12)));
  }

  static Results growth() {
    List<Growth> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double x = Math.pow(10, i + 1);
      rows.add(Growth.of("distinct words", "dsstream", x, "", 620 - 80.0 * i, "MB/s"));
      rows.add(Growth.of("distinct words", "naive", x, "", 62 - 9.0 * i, "MB/s"));
      double size = Math.pow(4, i);
      rows.add(Growth.of("batch size", "dsstream", size, "MB", 40 + 3.1 * size, "ms"));
      rows.add(Growth.of("batch size", "spark", size, "MB", 90 + 68 * size, "ms"));
    }
    for (int threads : new int[] {1, 2, 3, 4}) {
      double rate = 130.0 * Math.min(threads, 2);
      rows.add(Growth.of("task threads", "dsstream", threads, "", rate, "MB/s"));
    }
    return results("growth", "Growth", List.of(), rows);
  }

  static Results hostile() {
    return results("other", HOSTILE, List.of(HOSTILE), List.of(new Other(HOSTILE, 1)));
  }

  static Results results(String mode, String title, List<String> arguments, List<?> rows) {
    Machine machine = new Machine("AMD EPYC " + title, 2, 300L << 20, "Linux 6.18", 3.0, DATE);
    return new Results(mode, title, arguments, machine, List.of("OpenJDK " + title), rows);
  }

  record Run(String name, long bytes, long words, long nanos, long cpuNanos, long peakKib) {
    static Run of(String name, long megabytes, double rate, double cpu, long peakMib) {
      long bytes = megabytes * 1_000_000;
      long nanos = (long) (megabytes / rate * 1e9);
      return new Run(name, bytes, bytes / 5, nanos, (long) (cpu * bytes), peakMib * 1024);
    }
  }

  record HotPath(
      String text,
      String implementation,
      double bytesPerSecond,
      double bytesError,
      double wordsPerSecond,
      double wordsError,
      double allocatedPerBlock,
      double allocatedPerWord) {
    static HotPath of(String text, String by, double rate, double error, double allocated) {
      return new HotPath(
          text, by, rate * 1e6, error * 1e6, rate * 2e5, error * 2e5, allocated, allocated / 2.4e6);
    }
  }

  record Latency(
      String contender,
      int intervalMillis,
      long lines,
      double p50Millis,
      double p90Millis,
      double p99Millis,
      double p999Millis,
      double maxMillis,
      double processingP50Millis,
      double processingP99Millis,
      double maxSchedulingDelayMillis) {}

  record Growth(
      String curve,
      String contender,
      double x,
      String xUnit,
      double value,
      String valueUnit,
      double min,
      double max) {
    static Growth of(String curve, String by, double x, String xUnit, double value, String unit) {
      return new Growth(curve, by, x, xUnit, value, unit, 0.94 * value, 1.03 * value);
    }
  }

  record Other(String name, int count) {}
}
