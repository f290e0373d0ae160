package io.dsstream.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.reducer.Totals;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.testkit.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.Optional;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import scala.Tuple2;

/** Streams joined on the real engine, in virtual time. */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class JoinsTest {
  @TempDir Path folder;
  private BatchHarness harness;

  @BeforeEach
  void create() {
    harness = BatchHarness.create(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private JoinTable table(String text) throws IOException {
    return JoinTable.of(Files.writeString(folder.resolve("table.csv"), text));
  }

  private static JavaPairDStream<String, Integer> pairs(BatchInput<String> words) {
    return words.stream().mapToPair(word -> new Tuple2<>(word, word.length()));
  }

  @Test
  void inner_tableThatChanges_isThatOfEachBatch() throws IOException {
    JoinTable table = table("a,1\nb,2,3\n");
    BatchInput<String> words = harness.input();
    Captured<Tuple2<String, Tuple2<Integer, List<String>>>> joined =
        harness.capture(Joins.inner(pairs(words), table));
    words.push("a", "b", "c", "a");
    harness.batch();
    joined.inBatch(1).hasRows(row("a", "1"), row("a", "1"), row("b", "2", "3"));
    table("c,9\n");
    words.push("a", "c");
    harness.batch();
    joined.inBatch(2).hasRows(row("c", "9"));
  }

  private static Tuple2<String, Tuple2<Integer, List<String>>> row(String word, String... columns) {
    return new Tuple2<>(word, new Tuple2<>(1, List.of(columns)));
  }

  @Test
  void left_and_anti_partTheStream() throws IOException {
    JoinTable table = table("a,1\n");
    BatchInput<String> words = harness.input();
    Captured<Tuple2<String, Tuple2<Integer, Optional<List<String>>>>> left =
        harness.capture("left", Joins.left(pairs(words), table));
    Captured<Tuple2<String, Integer>> anti =
        harness.capture("anti", Joins.anti(pairs(words), table));
    words.push("a", "b");
    harness.batch();
    left.inBatch(1)
        .hasRows(
            new Tuple2<>("a", new Tuple2<>(1, Optional.of(List.of("1")))),
            new Tuple2<>("b", new Tuple2<>(1, Optional.empty())));
    anti.inBatch(1).hasRows(new Tuple2<>("b", 1));
  }

  @Test
  void overWindow_pairsOfDifferentBatches_meet() {
    BatchInput<String> first = harness.input();
    BatchInput<String> second = harness.input();
    Captured<Tuple2<String, Tuple2<Integer, Integer>>> joined =
        harness.capture(
            Joins.overWindow(
                pairs(first), pairs(second), Duration.ofSeconds(2), Duration.ofSeconds(1)));
    first.push("a");
    harness.batch();
    joined.inBatch(1).hasNoRows();
    second.push("a", "b");
    harness.batch();
    joined.inBatch(2).hasRows(new Tuple2<>("a", new Tuple2<>(1, 1)));
    harness.batch();
    joined.inBatch(3).hasNoRows();
  }

  /** Also where Spark is told to use Kryo, and of a pair without a key. */
  @Test
  void rows_ofATable_travelAndHaveRoomForNull() throws IOException {
    Map<String, List<String>> rows = table("a,1,2\n").rows();
    assertThat(Totals.byKryo(rows)).isEqualTo(rows);
    assertThat(rows.get(null)).isNull();
  }
}
