package io.dsstream.bench.growth;

import io.dsstream.bench.Figures;
import io.dsstream.bench.latency.LatencyRun;
import io.dsstream.bench.pipeline.Run;
import io.dsstream.bench.report.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a batch costs as one thing grows. */
enum Curve {
  /** The processing time of a batch of so many KB of the King James text. */
  BATCH_SIZE("KB", "ms", 12, List.of(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)) {
    @Override
    Spread measure(String contender, int kilobytes) throws Exception {
      return BatchRun.kingJames(CORES, kilobytes * 1_000L).nanos().map(nanos -> nanos / 1e6);
    }

    @Override
    String rate(GrowthRow row, GrowthRow first) {
      return Figures.format("%,.1f MB/s", row.x() / row.value());
    }
  },

  /** What a word costs in a batch of ten million, of which so many differ. */
  DISTINCT("words", "ns/word", 17, List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)) {
    private static final int WORDS = 10_000_000;

    @Override
    Spread measure(String contender, int distinct) throws Exception {
      return BatchRun.distinct(CORES, distinct, WORDS).nanos().map(nanos -> nanos / WORDS);
    }

    @Override
    String rate(GrowthRow row, GrowthRow first) {
      return Figures.format("%,.1f M words/s", 1e3 / row.value());
    }
  },

  /** How fast so many task threads count a batch of 256 MB. */
  THREADS("", "MB/s", 12, List.of(1, 2, 3, 4)) {
    private static final long BYTES = 256_000_000;

    @Override
    Spread measure(String contender, int threads) throws Exception {
      return BatchRun.kingJames(threads, BYTES).nanos().map(nanos -> BYTES * 1e3 / nanos);
    }
  },

  /** How fast a whole job counts a gigabyte that comes over so many TCP connections. */
  CONNECTIONS("", "MB/s", 20, List.of(1, 2, 4, 8)) {
    private static final long BYTES = 1_000_000_000;
    private static final int RUNS = 2;

    @Override
    Spread measure(String contender, int connections) throws Exception {
      List<Double> runs = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        runs.add(Run.megabytesPerSecond(connections, BYTES));
      }
      return Spread.of(runs, rate -> rate);
    }
  },

  /** The median processing time of a batch at such an interval, one line each 5 ms. */
  INTERVAL("ms", "ms", 13, List.of(50, 100, 200, 500, 1_000, 2_000)) {
    @Override
    Spread measure(String contender, int millis) throws Exception {
      return LatencyRun.processingMillis(millis);
    }
  },

  /** What a batch costs whose answer is of the last so many, as it slides by one. */
  WINDOW(
      "batches",
      "ms",
      75,
      List.of(10, 60, 600, 3_600),
      StateContender.DSSTREAM_VALUES,
      StateContender.SPARK) {
    @Override
    Spread measure(String contender, int batches) throws Exception {
      return millis(contender, BatchWords.window(batches));
    }
  },

  /** What a batch costs whose answer is of all, of which so many words differ. */
  KEYS(
      "words",
      "ms",
      60,
      List.of(50_000, 500_000, 5_000_000),
      StateContender.DSSTREAM_VALUES,
      StateContender.SPARK_UPDATE,
      StateContender.SPARK_MAP) {
    @Override
    Spread measure(String contender, int keys) throws Exception {
      return millis(contender, BatchWords.running(keys));
    }
  };

  /** How many tasks run at once where that is not what grows. */
  static final int CORES = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final String xUnit;
  private final String valueUnit;
  private final int secondsPerPoint;
  private final List<Integer> points;
  private final List<StateContender> peers;

  /** The peers are those that are measured beside this library. */
  Curve(
      String xUnit,
      String valueUnit,
      int secondsPerPoint,
      List<Integer> points,
      StateContender... peers) {
    this.xUnit = xUnit;
    this.valueUnit = valueUnit;
    this.secondsPerPoint = secondsPerPoint;
    this.points = points;
    this.peers = List.of(peers);
  }

  /**
   * The curve of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Curve named(String name) {
    return Arrays.stream(values())
        .filter(curve -> curve.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "curve must be one of " + Arrays.toString(values()) + ": " + name));
  }

  /**
   * Measures one point.
   *
   * @param contender one of {@link #contenders()}
   * @param x how large the thing is that grows, in {@link #xUnit()}
   * @return in {@link #valueUnit()}
   * @throws BeyondLimitException if a peer had too little time or memory for it
   */
  abstract Spread measure(String contender, int x) throws Exception;

  /**
   * What a point means as a rate, or beside the contender's first; or empty.
   *
   * @param first the contender's first point
   */
  String rate(GrowthRow row, GrowthRow first) {
    boolean isMultiple = !peers.isEmpty() && !first.isMissing();
    return isMultiple ? Figures.format("%.2fx", row.value() / first.value()) : "";
  }

  /** Who is measured, this library first. */
  List<String> contenders() {
    return Stream.concat(Stream.of(StateContender.DSSTREAM), peers.stream())
        .map(StateContender::toString)
        .toList();
  }

  private static Spread millis(String contender, BatchWords words) throws Exception {
    return new StateRun(StateContender.named(contender), words).nanos().map(nanos -> nanos / 1e6);
  }

  /** The sizes to measure, smallest first. */
  List<Integer> points() {
    return points;
  }

  /** The unit of the sizes, or empty if they are counted. */
  String xUnit() {
    return xUnit;
  }

  String valueUnit() {
    return valueUnit;
  }

  /** About how long all points take. */
  int seconds() {
    return secondsPerPoint * points.size() * contenders().size();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
