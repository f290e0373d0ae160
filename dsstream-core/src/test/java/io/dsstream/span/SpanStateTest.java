package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.reducer.Reducer;
import io.dsstream.reducer.Reducers;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.table.WordCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Windows and running totals, batch by batch and with times of no batches, against a recount:
 * 10,000 schedules by seed.
 */
class SpanStateTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int SCHEDULES_A_SEED = 50;

  static LongStream seeds() {
    return Seeds.some(100);
  }

  /** What a ledger has of a state: all of it now and then, and what changed after that. */
  private static final class Kept<S extends StoredState<List<byte[]>>> {
    private record Change(Instant time, byte[] counts, boolean isTold) {}

    private final Random random;
    private final Supplier<S> fresh;
    private final List<Change> changes = new ArrayList<>();
    private byte[] snapshot;

    Kept(Random random, Supplier<S> fresh) {
      this.random = random;
      this.fresh = fresh;
      snapshot = bytes(fresh.get()::writeAll);
    }

    private interface Writing {
      void to(DataOutput out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        writing.to(new DataOutputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }

    private static DataInput in(byte[] bytes) {
      return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** The state after a commit, or one that was read again because its process died then. */
    S commit(S state, List<byte[]> counts, Instant time, boolean isTold) throws IOException {
      if (random.nextInt(8) == 0) {
        snapshot = bytes(state::writeAll);
        changes.clear();
      } else {
        changes.add(
            new Change(
                time,
                bytes(
                    out ->
                        new Totals(null, new TableFactory(Reducers.sum()), Selection.NOTHING)
                            .write(counts, out)),
                isTold));
      }
      return random.nextInt(4) == 0 ? restored() : state;
    }

    private S restored() throws IOException {
      S state = fresh.get();
      state.readAll(in(snapshot));
      for (Change change : changes) {
        state.readChange(in(change.counts()), change.time());
        if (change.isTold()) {
          state.told();
        }
      }
      return state;
    }
  }

  /** Batches of random words, some after a gap, and what a naive span makes of all so far. */
  private static final class Schedule {
    private final Random random;
    private final Reducer<Long> reducer;
    private final TableFactory tables;
    private final int limit;
    private final int vocabulary;
    private final List<Map<String, Long>> batches = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final Instant start;

    Schedule(Random random, Reducer<Long> reducer) {
      this.random = random;
      this.reducer = reducer;
      tables = new TableFactory(reducer);
      limit = random.nextInt(10);
      vocabulary = 1 + random.nextInt(random.nextInt(4) == 0 ? 1_000 : 40);
      start = Instant.ofEpochSecond(random.nextInt(100));
    }

    Totals totals() {
      return new Totals(null, tables, Selection.first(limit));
    }

    /** The next batch, in several arrays. */
    List<byte[]> next() {
      Map<String, Long> batch = new HashMap<>();
      List<byte[]> packed = new ArrayList<>();
      for (int part = random.nextInt(3); part >= 0; part--) {
        Map<String, Long> words = new HashMap<>();
        for (int i = random.nextInt(15); i > 0; i--) {
          String word = Integer.toString(random.nextInt(vocabulary)).repeat(1 + random.nextInt(9));
          words.merge(word, 1L + random.nextInt(3), this::reduce);
        }
        words.forEach((word, value) -> batch.merge(word, value, this::reduce));
        packed.add(packed(words));
      }
      batches.add(batch);
      int seconds = random.nextInt(6) > 0 ? 1 : 1 + random.nextInt(12);
      times.add((times.isEmpty() ? start : time()).plusSeconds(times.isEmpty() ? 1 : seconds));
      return packed;
    }

    /** As {@link PackedCounts} says, of words and values so small that each number is one byte. */
    private static byte[] packed(Map<String, Long> words) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      words.forEach(
          (word, value) -> {
            packed.write(word.length());
            packed.writeBytes(word.getBytes(UTF_8));
            packed.write((int) (2 * value));
          });
      return packed.toByteArray();
    }

    private long reduce(long a, long b) {
      try {
        return reducer.call(a, b);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    Instant time() {
      return times.get(times.size() - 1);
    }

    Map<String, Long> recount(Instant after) {
      Map<String, Long> all = new HashMap<>();
      for (int i = 0; i < batches.size(); i++) {
        if (times.get(i).isAfter(after)) {
          batches.get(i).forEach((word, n) -> all.merge(word, n, this::reduce));
        }
      }
      return all;
    }

    void check(SpanWords words, Map<String, Long> expected) {
      assertThat(words.counts()).isEqualTo(sorted(expected).stream().limit(limit).toList());
      assertThat(words.distinct()).isEqualTo(expected.size());
    }
  }

  private static List<WordCount> sorted(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> new WordCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(WordCount::count).reversed().thenComparing(WordCount::word))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void window_anyScheduleAndRestarts_isTheRecount(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < SCHEDULES_A_SEED; i++) {
      boolean isSum = random.nextInt(4) > 0;
      Schedule schedule = new Schedule(random, isSum ? Reducers.sum() : Reducers.max());
      int length = 1 + random.nextInt(8);
      int slide = 1 + random.nextInt(length);
      WindowSpan span = new WindowSpan(Duration.ofSeconds(length), Duration.ofSeconds(slide));
      Kept<WindowState<List<byte[]>>> kept =
          new Kept<>(random, () -> new WindowState<>(span, INTERVAL, schedule.totals()));
      WindowState<List<byte[]>> state = kept.fresh.get();
      for (int batch = 1; batch <= 20; batch++) {
        List<byte[]> counts = schedule.next();
        state.add(counts, schedule.time());
        boolean isDue = state.isDue(schedule.time());
        assertThat(isDue).isEqualTo(schedule.time().getEpochSecond() % slide == 0);
        if (isDue || random.nextInt(5) == 0) {
          SpanWords words = state.words(schedule.time());
          long second = schedule.time().getEpochSecond();
          int told = slide < length ? length : Math.floorMod(second - 1, length) + 1;
          Instant from = schedule.time().minusSeconds(told);
          Map<String, Long> expected = schedule.recount(from);
          schedule.check(words, expected);
          assertThat(words.from()).isEqualTo(from.isBefore(schedule.start) ? schedule.start : from);
          assertThat(words.total()).isEqualTo(sum(expected));
        }
        state = kept.commit(state, counts, schedule.time(), isDue);
      }
    }
  }

  /** So many that their first words are kept apart. */
  @Test
  void clear_manyWords_leavesNoneOfThem() {
    TableFactory tables = new TableFactory(Reducers.sum());
    Totals totals = new Totals(null, tables, Selection.first(1));
    totals.add(List.of(packed(tables, "old", 5_000, 9)));
    assertThat(totals.words(Instant.EPOCH, 0, 0).counts())
        .containsExactly(new WordCount("old0", 9));
    totals.clear();
    totals.add(List.of(packed(tables, "new", 5_000, 1)));
    SpanWords words = totals.words(Instant.EPOCH, 0, 0);
    assertThat(words.counts()).containsExactly(new WordCount("new0", 1));
    assertThat(words.total()).isEqualTo(5_000);
  }

  private static byte[] packed(TableFactory tables, String prefix, int words, long value) {
    CountTable table = tables.create();
    for (int i = 0; i < words; i++) {
      byte[] word = (prefix + i).getBytes(UTF_8);
      table.add(word, 0, word.length, value);
    }
    return PackedCounts.all(table);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void running_anyScheduleAndRestarts_isTheRecount(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < SCHEDULES_A_SEED; i++) {
      boolean isSum = random.nextInt(4) > 0;
      Schedule schedule = new Schedule(random, isSum ? Reducers.sum() : Reducers.max());
      int expiry = 1 + random.nextInt(6);
      int maxKeys = 8 + random.nextInt(30);
      boolean expires = random.nextBoolean();
      boolean isBounded = random.nextBoolean();
      RunningTotal all = Spans.running();
      RunningTotal recent = expires ? all.expireAfter(Duration.ofSeconds(expiry)) : all;
      RunningTotal span = isBounded ? recent.maxKeys(maxKeys) : recent;
      Kept<RunningState<List<byte[]>>> kept =
          new Kept<>(random, () -> new RunningState<>(span, INTERVAL, schedule.totals()));
      RunningState<List<byte[]>> state = kept.fresh.get();
      NaiveTotal naive =
          new NaiveTotal(
              schedule, expires ? expiry : 1_000, isBounded ? maxKeys : Integer.MAX_VALUE);
      for (int batch = 1; batch <= 20; batch++) {
        List<byte[]> counts = schedule.next();
        state.add(counts, schedule.time());
        naive.add(schedule.time().getEpochSecond(), schedule.batches.get(batch - 1));
        SpanWords words = state.words(schedule.time());
        schedule.check(words, naive.totals);
        assertThat(words.total()).isEqualTo(sum(naive.totals));
        assertThat(words.from()).isEqualTo(schedule.start);
        assertThat(words.expired()).isEqualTo(naive.expired);
        assertThat(words.evicted()).isEqualTo(naive.evicted);
        state = kept.commit(state, counts, schedule.time(), true);
      }
    }
  }

  /** Looks at every word after every batch. */
  private static final class NaiveTotal {
    private final Schedule schedule;
    private final int expiry;
    private final int maxKeys;
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private int expired;
    private int evicted;

    NaiveTotal(Schedule schedule, int expiry, int maxKeys) {
      this.schedule = schedule;
      this.expiry = expiry;
      this.maxKeys = maxKeys;
    }

    /** A word that comes when it just expires goes on; one that is late starts from nothing. */
    void add(long now, Map<String, Long> counts) {
      expired = totals.size();
      totals.keySet().removeIf(word -> last.get(word) < now - expiry);
      expired -= totals.size();
      counts.forEach(
          (word, n) -> {
            totals.merge(word, n, schedule::reduce);
            last.put(word, now);
          });
      expired += totals.size();
      totals.keySet().removeIf(word -> last.get(word) == now - expiry);
      expired -= totals.size();
      evicted = 0;
      if (totals.size() > maxKeys) {
        List<WordCount> sorted = sorted(totals);
        List<WordCount> last = sorted.subList(maxKeys - maxKeys / 8, sorted.size());
        last.forEach(word -> totals.remove(word.word()));
        evicted = last.size();
      }
    }
  }
}
