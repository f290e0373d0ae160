package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import io.dsstream.join.JoinType;
import io.dsstream.reducer.Aggregate;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Figures;
import io.dsstream.reducer.Reducers;
import io.dsstream.table.CountTable;
import io.dsstream.table.PackedCounts;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Tokenizers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Joins of two streams, over any span, against one of all that each has by itself. */
class JoinedStateTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int KEYS = 30;
  private static final int BATCHES = 60;
  private static final KeyedLines<Double> LINES = new KeyedFields().key("1").value("2").numbers();

  static LongStream seeds() {
    return Seeds.some(200);
  }

  /** What a stream brings in a batch, as a ledger has it. */
  private interface Batches {
    void write(Random random, DataOutputStream out) throws IOException;
  }

  /** One of the two streams. */
  private record Side(SpanJob job, Batches batches) {
    static Side any(Random random, Span span) {
      return switch (random.nextInt(4)) {
        case 0 -> new Side(span.job(Tokenizers.space(), Reducers.sum()), Side::words);
        case 1 -> new Side(span.job(Tokenizers.space(), Reducers.max()), Side::words);
        case 2 -> values(span, Aggregates.sumOfDoubles());
        default -> values(span, Aggregates.<Double>max());
      };
    }

    private static <A> Side values(Span span, Aggregate<Double, A, Double> aggregate) {
      return new Side(span.job(LINES, aggregate), (random, out) -> values(aggregate, random, out));
    }

    private static void words(Random random, DataOutputStream out) throws IOException {
      CountTable table = new CountTable(1);
      for (int i = random.nextInt(6); i > 0; i--) {
        byte[] word = key(random).getBytes(UTF_8);
        table.add(word, 0, word.length, 1 + random.nextInt(3));
      }
      Totals.of(Tokenizers.space(), Reducers.sum(), Selection.NOTHING)
          .write(List.of(PackedCounts.partition(table, 1)), out);
    }

    private static <A> void values(
        Aggregate<Double, A, Double> aggregate, Random random, DataOutputStream out)
        throws IOException {
      Map<String, A> share = new HashMap<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        share.put(key(random), aggregate.of(random.nextInt(20) / 4.0));
      }
      KeyedTotals.of(LINES, aggregate, Selection.NOTHING).write(KeyShare.of(share), out);
    }

    private static String key(Random random) {
      return "k" + random.nextInt(KEYS);
    }

    SpanState all() {
      return job.state(Selection.first(Integer.MAX_VALUE), INTERVAL);
    }

    byte[] next(Random random) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      batches.write(random, new DataOutputStream(bytes));
      return bytes.toByteArray();
    }
  }

  private static Span anySpan(Random random) {
    int batches = 1 + random.nextInt(12);
    Duration length = INTERVAL.multipliedBy(batches);
    return switch (random.nextInt(5)) {
      case 0 -> Spans.window(length);
      case 1 -> Spans.window(length, INTERVAL);
      case 2 -> Spans.window(length, INTERVAL.multipliedBy(1 + random.nextInt(batches)));
      case 3 -> Spans.running();
      default -> Spans.running().expireAfter(length).maxKeys(8 + random.nextInt(KEYS));
    };
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverComesAndLeaves_itsKeysAreThoseOfAll(long seed) throws IOException {
    Random random = new Random(seed);
    Span span = anySpan(random);
    Side first = Side.any(random, span);
    Side second = Side.any(random, span);
    JoinType type = JoinType.values()[random.nextInt(3)];
    StreamJoin join = new StreamJoin(type, "first", "second");
    SwitchedFilter filter = random.nextBoolean() ? new SwitchedFilter() : null;
    int limit = random.nextInt(8) == 0 ? Integer.MAX_VALUE : random.nextInt(6);
    Selection wanted = new Selection(filter, limit);
    SpanState joined = join.state(first.job(), second.job(), wanted, INTERVAL);
    SpanState ofFirst = first.all();
    SpanState ofSecond = second.all();
    Instant time = Instant.ofEpochSecond(random.nextInt(100));
    for (int batch = 0; batch < BATCHES; batch++) {
      time = time.plusSeconds(random.nextInt(8) > 0 ? 1 : 1 + random.nextInt(12));
      if (random.nextInt(8) == 0) {
        for (SpanState state : List.of(ofFirst, ofSecond, joined)) {
          state.pass(time);
        }
      } else {
        byte[] a = first.next(random);
        byte[] b = second.next(random);
        ofFirst.readChange(in(a), time);
        ofSecond.readChange(in(b), time);
        joined.readChange(new DataInputStream(new SequenceInputStream(in(a), in(b))), time);
      }
      if (filter != null) {
        filter.change(random, "k", KEYS);
      }
      if (joined.isDue(time)) {
        SpanWords words = joined.words(time);
        SpanWords expected = join(join, ofFirst.words(time), ofSecond.words(time), filter);
        assertThat(words).isEqualTo(expected.first(limit));
        joined.told();
      }
      if (random.nextInt(10) == 0) { // after a result, which has told what has left
        byte[] all = all(joined);
        joined = join.state(first.job(), second.job(), wanted, INTERVAL);
        joined.readAll(in(all));
      }
    }
  }

  private static byte[] all(SpanState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeAll(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static SpanWords join(
      StreamJoin join, SpanWords first, SpanWords second, SwitchedFilter filter) {
    Map<String, Object> matches = new HashMap<>();
    second.keys().forEach(key -> matches.put(key.key(), key.result()));
    List<KeyResult> keys =
        first.keys().stream()
            .filter(key -> filter == null || filter.lets(key.key()))
            .filter(key -> join.type().lets(matches.containsKey(key.key())))
            .map(key -> new KeyResult(key.key(), figures(join, key, matches.get(key.key()))))
            .toList();
    return first.withResults(keys, keys.size()).plusLeft(second);
  }

  private static Figures figures(StreamJoin join, KeyResult key, Object match) {
    Figures.Part part = new Figures.Part(join.firstName(), key.result());
    return new Figures(
        match == null ? List.of(part) : List.of(part, new Figures.Part(join.secondName(), match)));
  }
}
