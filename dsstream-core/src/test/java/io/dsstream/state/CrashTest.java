package io.dsstream.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dsstream.JoinedPipeline;
import io.dsstream.JoinedStream;
import io.dsstream.LinePipeline;
import io.dsstream.Seeds;
import io.dsstream.join.JoinType;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import io.dsstream.testkit.BatchFailure;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs of every span that die at random steps of their commits, with a source that gives again what
 * was not committed: whatever has been told is what the committed batches say, and nothing is
 * missing. A death is the disk as it was at that step; what comes after it is undone.
 */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class CrashTest {
  private static final int LIVES = 8;
  private static final List<String> STEPS =
      List.of("created", "half-written", "written", "synced", "renamed", "published");
  private static final AtomicInteger KILLS = new AtomicInteger();
  private static final AtomicInteger WORDS = new AtomicInteger();

  @TempDir Path folder;
  private final ReplayableLog log = new ReplayableLog("log");
  private final ReplayableLog other = new ReplayableLog("other");
  private long now;

  /** That process is gone. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A span and what it says of committed batches, by their times in ms. */
  private record Kind(Span span, long lengthMillis, long slideMillis, long expiryMillis) {
    static Kind any(Random random) {
      long never = Long.MAX_VALUE / 2;
      return switch (random.nextInt(5)) {
        case 0 -> new Kind(Spans.eachBatch(), 1, 1, never);
        case 1 -> new Kind(Spans.window(Duration.ofSeconds(6)), 0, 6_000, never);
        case 2 ->
            new Kind(
                Spans.window(Duration.ofSeconds(8), Duration.ofSeconds(2)), 8_000, 2_000, never);
        case 3 -> new Kind(Spans.running(), never, 1, never);
        default -> new Kind(Spans.running().expireAfter(Duration.ofSeconds(5)), never, 1, 5_000);
      };
    }

    Map<String, Long> words(Map<Long, List<String>> batches, long time) {
      long from =
          lengthMillis == 0
              ? Math.floorDiv(time - 1, slideMillis) * slideMillis
              : time - lengthMillis;
      Map<String, Long> words = new TreeMap<>();
      Map<String, Long> last = new HashMap<>();
      batches.forEach(
          (millis, lines) -> {
            if (millis <= from || millis > time) {
              return;
            }
            words.keySet().removeIf(word -> last.get(word) < millis - expiryMillis);
            for (String word : lines) {
              words.merge(word, 1L, Long::sum);
              last.put(word, millis);
            }
            words.keySet().removeIf(word -> last.get(word) <= millis - expiryMillis);
          });
      return words;
    }
  }

  static LongStream seeds() {
    return Seeds.some(25);
  }

  @AfterEach
  void live() {
    FailPoint.set(step -> {});
  }

  @AfterAll
  static void report() {
    System.out.printf(
        "kills, log: %d kills, %d words: 0 lost, 0 doubled%n", KILLS.get(), WORDS.get());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void deaths_atAnyStep_loseAndDoubleNothing(long seed) throws Exception {
    Random random = new Random(seed);
    Kind kind = Kind.any(random);
    for (int life = 0; life < LIVES; life++) {
      life(random, (context, ledger) -> pipeline(kind, context, ledger), life == LIVES - 1);
    }
    check(kind, kind::words);
  }

  private void pipeline(Kind kind, JavaStreamingContext context, Ledger ledger) {
    new LinePipeline(log, Tokenizers.space(), Reducers.sum(), kind.span(), out())
        .attach(context, ledger);
  }

  private Sink out() {
    return Sinks.folder(folder.resolve("out"));
  }

  /** Both streams are committed at once, or neither is. */
  @ParameterizedTest
  @MethodSource("seeds")
  void deaths_ofJoinedStreams_loseAndDoubleNothing(long seed) throws Exception {
    Random random = new Random(seed);
    Kind kind = Kind.any(random);
    for (int life = 0; life < LIVES; life++) {
      life(random, (context, ledger) -> joined(kind, context, ledger), life == LIVES - 1);
    }
    check(
        kind,
        (batches, time) -> joined(kind.words(batches, time), kind.words(other.taken(), time)));
    assertThat(other.taken().values().stream().mapToInt(List::size).sum()).isEqualTo(other.size());
  }

  private void joined(Kind kind, JavaStreamingContext context, Ledger ledger) {
    new JoinedPipeline(
            JoinedStream.words("log", log, Tokenizers.space(), Reducers.sum()),
            JoinedStream.words("other", other, Tokenizers.space(), Reducers.sum()),
            JoinType.INNER,
            kind.span(),
            out())
        .attach(context, ledger);
  }

  private static Map<String, Long> joined(Map<String, Long> words, Map<String, Long> others) {
    Map<String, Long> joined = new TreeMap<>();
    words.forEach(
        (word, count) -> {
          if (others.containsKey(word)) {
            joined.put(word + " log", count);
            joined.put(word + " other", others.get(word));
          }
        });
    return joined;
  }

  private void life(
      Random random, BiConsumer<JavaStreamingContext, Ledger> pipeline, boolean isLast)
      throws IOException {
    Duration interval = Duration.ofSeconds(1 + random.nextInt(2));
    now = (now / interval.toMillis() + 1 + random.nextInt(4)) * interval.toMillis();
    Path dead = folder.resolve("dead");
    try (BatchHarness harness = BatchHarness.create(interval, Instant.ofEpochMilli(now));
        Ledger ledger = Ledger.open(folder.resolve("state"))) {
      log.forgetAfter(ledger.lastMillis());
      other.forgetAfter(ledger.lastMillis());
      if (!isLast) {
        dieAt(STEPS.get(random.nextInt(STEPS.size())), 1 + random.nextInt(8), dead);
      }
      pipeline.accept(harness.context(), ledger);
      for (int batch = 0; batch < 6; batch++) {
        for (int i = random.nextInt(4); i > 0; i--) {
          log.append("w" + random.nextInt(5));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
          other.append("w" + random.nextInt(5));
        }
        now += interval.toMillis();
        harness.batch();
      }
    } catch (BatchFailure | Killed death) {
      assertThat(death).hasStackTraceContaining(Killed.class.getName());
    } finally {
      FailPoint.set(step -> {});
    }
    if (Files.exists(dead)) {
      KILLS.incrementAndGet();
      delete(folder.resolve("state"));
      delete(folder.resolve("out"));
      move(dead.resolve("state"), folder.resolve("state"));
      move(dead.resolve("out"), folder.resolve("out"));
      delete(dead);
    }
  }

  private void dieAt(String place, int times, Path dead) {
    AtomicInteger left = new AtomicInteger(times);
    FailPoint.set(
        step -> {
          if (step.equals(place) && left.decrementAndGet() == 0) {
            copy(folder.resolve("state"), dead.resolve("state"));
            copy(folder.resolve("out"), dead.resolve("out"));
            throw new Killed();
          }
        });
  }

  /** Every result is right, and none is missing of a batch that was due. */
  private void check(Kind kind, BiFunction<Map<Long, List<String>>, Long, Map<String, Long>> words)
      throws IOException {
    Map<Long, List<String>> batches = log.taken();
    assertThat(batches.values().stream().mapToInt(List::size).sum()).isEqualTo(log.size());
    Map<Long, Map<String, Long>> told = told();
    told.forEach(
        (time, found) ->
            assertThat(found).as("result of %d", time).isEqualTo(words.apply(batches, time)));
    assertThat(told.keySet())
        .containsAll(
            batches.keySet().stream().filter(time -> time % kind.slideMillis() == 0).toList());
    WORDS.addAndGet(log.size());
  }

  private Map<Long, Map<String, Long>> told() throws IOException {
    Map<Long, Map<String, Long>> told = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
        String name = file.getFileName().toString();
        assertThat(name).matches("batch-\\d+\\.json");
        JsonNode result = new ObjectMapper().readTree(file.toFile());
        told.put(Long.parseLong(name.replaceAll("\\D", "")), words(result));
      }
    }
    return told;
  }

  private static Map<String, Long> words(JsonNode result) {
    Map<String, Long> words = new TreeMap<>();
    result.path("counts").forEach(count -> words.put(count.get(0).asText(), count.get(1).asLong()));
    for (JsonNode key : result.path("results")) {
      String word = key.get("key").asText();
      key.get("figures")
          .forEach(
              figure ->
                  words.put(
                      word + " " + figure.get("item").asText(), figure.get("value").asLong()));
    }
    return words;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to);
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
