package io.dsstream.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.KeyedLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows and running totals of values by key against a recount, with restarts between. */
class KeyedTotalsTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int SCHEDULES_A_SEED = 20;
  private static final KeyedLines<Double> LINES = new KeyedFields().key("1").value("2").numbers();

  static LongStream seeds() {
    return Seeds.some(25);
  }

  /** An aggregate and what it is of a list of values. */
  private record Kind<A>(
      Aggregate<Double, A, Double> aggregate, Function<Collection<Double>, Double> naive) {
    static Kind<?> any(Random random) {
      return switch (random.nextInt(3)) {
        case 0 ->
            new Kind<>(
                Aggregates.sumOfDoubles(),
                values -> values.stream().mapToDouble(Double::doubleValue).sum());
        case 1 -> new Kind<>(Aggregates.<Double>max(), Collections::max);
        default -> new Kind<>(new Large(), Collections::max);
      };
    }
  }

  /** A maximum that does not say that its totals are small. */
  private static final class Large implements Aggregate<Double, Double, Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public Double of(Double value) {
      return value;
    }

    @Override
    public Double add(Double total, Double value) {
      return Math.max(total, value);
    }

    @Override
    public Reducer<Double> reducer() {
      return Reducers.max();
    }

    @Override
    public Double result(Double total) {
      return total;
    }
  }

  /** Batches of random values, a state that takes them, and all of them for the recount. */
  private static final class Run<A> {
    private final Random random;
    private final Kind<A> kind;
    private final Function<KeyedTotals<A>, StoredState<KeyShare<A>>> span;
    private final Instant start;
    private final int limit;
    private final List<Map<String, List<Double>>> batches = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private KeyedTotals<A> store;
    private StoredState<KeyShare<A>> state;

    Run(Random random, Kind<A> kind, Function<KeyedTotals<A>, StoredState<KeyShare<A>>> span) {
      this.random = random;
      this.kind = kind;
      this.span = span;
      start = Instant.ofEpochSecond(random.nextInt(100));
      limit = random.nextInt(10);
      begin();
    }

    private void begin() {
      store = KeyedTotals.of(LINES, kind.aggregate(), Selection.first(limit));
      state = span.apply(store);
    }

    Instant time() {
      return times.get(times.size() - 1);
    }

    void batch() throws IOException {
      Map<String, List<Double>> batch = new HashMap<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        // Of tenths a sum depends on its order, if it is rounded; of quarters it does not.
        double value = random.nextInt(100) / 4.0;
        batch.computeIfAbsent("k" + random.nextInt(12), k -> new ArrayList<>()).add(value);
      }
      batches.add(batch);
      boolean isNext = times.isEmpty() || random.nextInt(6) > 0;
      Instant before = times.isEmpty() ? start : time();
      times.add(before.plusSeconds(isNext ? 1 : 1 + random.nextInt(12)));
      Map<String, A> share = new HashMap<>();
      batch.forEach((key, values) -> share.put(key, total(values)));
      state.add(KeyShare.of(share), time());
    }

    private A total(List<Double> values) {
      A total = kind.aggregate().of(values.get(0));
      for (double value : values.subList(1, values.size())) {
        total = kind.aggregate().add(total, value);
      }
      return total;
    }

    /** As a ledger does it. */
    void restart() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      state.writeAll(new DataOutputStream(bytes));
      begin();
      state.readAll(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    Map<String, List<Double>> after(Instant from) {
      Map<String, List<Double>> all = new HashMap<>();
      for (int i = 0; i < batches.size(); i++) {
        if (times.get(i).isAfter(from)) {
          batches
              .get(i)
              .forEach(
                  (key, values) -> all.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
        }
      }
      return all;
    }

    void check(SpanWords words, Map<String, List<Double>> expected) {
      Map<String, Double> results = new TreeMap<>();
      expected.forEach((key, values) -> results.put(key, kind.naive().apply(values)));
      List<KeyResult> ranked =
          results.entrySet().stream()
              .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
              .limit(limit)
              .map(entry -> new KeyResult(entry.getKey(), entry.getValue()))
              .toList();
      assertThat(words.distinct()).isEqualTo(expected.size());
      assertThat(words.results()).isEqualTo(ranked);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void window_anyScheduleAndRestarts_isTheRecount(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < SCHEDULES_A_SEED; i++) {
      window(random, Kind.any(random));
    }
  }

  private static <A> void window(Random random, Kind<A> kind) throws IOException {
    int length = 1 + random.nextInt(8);
    int slide = 1 + random.nextInt(length);
    WindowSpan span = new WindowSpan(Duration.ofSeconds(length), Duration.ofSeconds(slide));
    Run<A> run = new Run<>(random, kind, store -> new WindowState<>(span, INTERVAL, store));
    for (int batch = 1; batch <= 20; batch++) {
      // It has the time before it has the batch.
      run.batch();
      if (run.state.isDue(run.time()) || random.nextInt(5) == 0) {
        long second = run.time().getEpochSecond();
        int told = slide < length ? length : Math.floorMod(second - 1, length) + 1;
        run.check(run.state.words(run.time()), run.after(run.time().minusSeconds(told)));
      }
      if (random.nextInt(4) == 0) {
        run.restart();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void running_anyScheduleAndRestarts_isTheRecount(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < SCHEDULES_A_SEED; i++) {
      running(random, Kind.any(random));
    }
  }

  /** Against keys and the values that they have had since they came last anew. */
  private static <A> void running(Random random, Kind<A> kind) throws IOException {
    int expiry = random.nextBoolean() ? 1 + random.nextInt(6) : 1_000;
    int maxKeys = random.nextBoolean() ? 8 : 1_000;
    RunningTotal span = Spans.running().expireAfter(Duration.ofSeconds(expiry)).maxKeys(maxKeys);
    Run<A> run = new Run<>(random, kind, store -> new RunningState<>(span, INTERVAL, store));
    Map<String, List<Double>> kept = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    for (int batch = 1; batch <= 20; batch++) {
      run.batch();
      long now = run.time().getEpochSecond();
      int expired = kept.size();
      kept.keySet().removeIf(key -> last.get(key) < now - expiry);
      expired -= kept.size();
      run.batches
          .get(batch - 1)
          .forEach(
              (key, values) -> kept.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
      for (String key : run.batches.get(batch - 1).keySet()) {
        last.put(key, now);
      }
      expired += kept.size();
      kept.keySet().removeIf(key -> last.get(key) == now - expiry);
      expired -= kept.size();
      long evicted = evict(kept, kind, maxKeys);
      SpanWords words = run.state.words(run.time());
      run.check(words, kept);
      assertThat(words.expired()).isEqualTo(expired);
      assertThat(words.evicted()).isEqualTo(evicted);
      if (random.nextInt(4) == 0) {
        run.restart();
      }
    }
  }

  private static long evict(Map<String, List<Double>> kept, Kind<?> kind, int maxKeys) {
    if (kept.size() <= maxKeys) {
      return 0;
    }
    List<String> first =
        new TreeMap<>(kept)
            .entrySet().stream()
                .sorted(
                    Comparator.comparing(
                        entry -> kind.naive().apply(entry.getValue()), Comparator.reverseOrder()))
                .limit(maxKeys - maxKeys / RunningTotal.SHARE)
                .map(Map.Entry::getKey)
                .toList();
    long before = kept.size();
    kept.keySet().retainAll(first);
    return before - kept.size();
  }
}
