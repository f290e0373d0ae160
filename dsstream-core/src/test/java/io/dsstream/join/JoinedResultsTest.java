package io.dsstream.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.JoinedPipeline;
import io.dsstream.JoinedStream;
import io.dsstream.KeyedPipeline;
import io.dsstream.LinePipeline;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregates;
import io.dsstream.reducer.Reducers;
import io.dsstream.sink.Sink;
import io.dsstream.sink.Sinks;
import io.dsstream.source.LineSources;
import io.dsstream.span.BatchResult;
import io.dsstream.span.Selection;
import io.dsstream.span.Span;
import io.dsstream.span.Spans;
import io.dsstream.table.WordCount;
import io.dsstream.testkit.BatchHarness;
import io.dsstream.testkit.BatchInput;
import io.dsstream.tokenizer.KeyedFields;
import io.dsstream.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results joined with a table or with another stream, on the real engine, in virtual time. */
@Timeout(300)
@ResourceLock("io.dsstream.testkit.BatchHarness")
class JoinedResultsTest {
  @TempDir Path folder;
  private final List<BatchResult> results = new ArrayList<>();
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

  private void count(BatchInput<String> lines, Span span, Sink sink) {
    new LinePipeline(
            LineSources.from(lines.stream()), Tokenizers.space(), Reducers.sum(), span, sink)
        .attach(harness.context());
  }

  /** What was told last: each figure as item, value and bounds. */
  private List<String> told() {
    return results.get(results.size() - 1).results().stream()
        .flatMap(
            key ->
                key.figures().stream()
                    .map(figure -> key.key() + " " + figure.item() + " " + figure.value()))
        .toList();
  }

  /** What is looked up are all words, not the first few only. */
  @Test
  void joined_results_haveTheColumnsOfTheirWords() throws IOException {
    JoinTable table = table("rare,seldom\nmore,often,yes\n");
    BatchInput<String> lines = harness.input();
    count(
        lines,
        Spans.running(),
        Sinks.joined(Sinks.forEach(1, results::add), table, JoinType.INNER));
    lines.push("top top top more more rare");
    harness.batch();
    assertThat(told()).containsExactly("more often,yes 2");
    assertThat(results.get(0).distinct()).isEqualTo(2);
    assertThat(results.get(0).hasMore()).isTrue();
    table("top,now\n");
    harness.batch();
    assertThat(told()).containsExactly("top now 3");
    assertThat(results.get(1).hasMore()).isFalse();
  }

  @Test
  void joined_leftAndAnti_tellWhatIsNotFound() throws IOException {
    JoinTable table = table("a,A\n");
    BatchInput<String> lines = harness.input();
    List<BatchResult> others = new ArrayList<>();
    count(
        lines,
        Spans.eachBatch(),
        Sinks.joined(Sinks.forEach(2, results::add), table, JoinType.LEFT));
    count(
        lines,
        Spans.eachBatch(),
        Sinks.joined(Sinks.forEach(2, others::add), table, JoinType.ANTI));
    lines.push("a a a b b c");
    harness.batch();
    assertThat(told()).containsExactly("a A 3", "b null 2");
    assertThat(results.get(0).distinct()).isEqualTo(3);
    assertThat(others.get(0).results()).extracting(key -> key.key()).containsExactly("b", "c");
  }

  /** So that a batch costs what has changed. */
  @Test
  void joined_selection_isOfTheWordsThatItTells() throws IOException {
    JoinTable table = table("a,A\n");
    Sink three = Sinks.forEach(3, results::add);
    Selection inner = Sinks.joined(three, table, JoinType.INNER).selection();
    KeyFilter filter = inner.filter();
    assertThat(inner.limit()).isEqualTo(3);
    assertThat(filter.changed()).isEmpty();
    assertThat(filter.changed()).contains(Set.of());
    assertThat(filter.lets("a")).isTrue();
    assertThat(filter.lets("b")).isFalse();
    table("bb,B\n");
    assertThat(filter.changed()).isEmpty();
    assertThat(filter.lets("a")).isFalse();
    assertThat(filter.lets("bb")).isTrue();
    assertThat(Sinks.joined(three, table, JoinType.LEFT).selection()).isEqualTo(Selection.first(3));
    Sink both = Sinks.both(three, Sinks.joined(three, table, JoinType.ANTI));
    assertThat(both.selection()).isEqualTo(Selection.first(Integer.MAX_VALUE));
    Sink twice = Sinks.joined(Sinks.joined(three, table, JoinType.ANTI), table, JoinType.INNER);
    assertThat(twice.selection().limit()).isEqualTo(3);
    assertThat(twice.selection().filter().changed()).isEmpty();
    assertThat(twice.selection().filter().lets("bb")).isFalse();
  }

  /** Another sink wants other words, and this one still has all of its own. */
  @Test
  void joined_besideAnotherSink_tellsTheSame() throws IOException {
    JoinTable table = table("rare,seldom\nmore,often\n");
    List<BatchResult> others = new ArrayList<>();
    BatchInput<String> lines = harness.input();
    count(
        lines,
        Spans.running(),
        Sinks.both(
            Sinks.joined(Sinks.forEach(1, results::add), table, JoinType.INNER),
            Sinks.forEach(1, others::add)));
    lines.push("top top top more more rare");
    harness.batch();
    assertThat(told()).containsExactly("more often 2");
    assertThat(results.get(0).distinct()).isEqualTo(2);
    assertThat(others.get(0).counts()).containsExactly(new WordCount("top", 3));
    assertThat(others.get(0).distinct()).isEqualTo(3);
  }

  /** Of what each key has most often, no more than is wanted. */
  @Test
  void joined_heavyHitters_keepTheirLimit() throws IOException {
    JoinTable table = table("k,K\n");
    BatchInput<String> lines = harness.input();
    new KeyedPipeline<>(
            LineSources.from(lines.stream()),
            new KeyedFields().key("1").value("2").texts(),
            Aggregates.<String>heavyHitters(100),
            Spans.running(),
            Sinks.joined(Sinks.forEach(2, results::add), table, JoinType.INNER))
        .attach(harness.context());
    lines.push("k x", "k x", "k y", "k z", "other x");
    harness.batch();
    assertThat(told()).containsExactly("k K,x 2", "k K,y 1");
  }

  private static JoinedStream words(String name, BatchInput<String> lines) {
    return JoinedStream.words(
        name, LineSources.from(lines.stream()), Tokenizers.space(), Reducers.sum());
  }

  private static JoinedStream values(String name, BatchInput<String> lines) {
    return JoinedStream.values(
        name,
        LineSources.from(lines.stream()),
        new KeyedFields().key("1").value("2").numbers(),
        Aggregates.<Double>max());
  }

  private void join(JoinedStream first, JoinedStream second, JoinType type, Span span) {
    new JoinedPipeline(first, second, type, span, Sinks.forEach(10, results::add))
        .attach(harness.context());
  }

  @Test
  void streams_overTheirSpan_areOneResult() {
    Span window = Spans.window(Duration.ofSeconds(2), Duration.ofSeconds(1));
    BatchInput<String> clicks = harness.input();
    BatchInput<String> orders = harness.input();
    join(words("clicks", clicks), words("orders", orders), JoinType.INNER, window);
    clicks.push("a a b");
    harness.batch();
    assertThat(told()).isEmpty();
    orders.push("a c");
    harness.batch();
    assertThat(told()).containsExactly("a clicks 2", "a orders 1");
    harness.batch();
    assertThat(told()).isEmpty();
    assertThat(results).hasSize(3);
  }

  /** What a key has in either stream may be of another kind. */
  @Test
  void streams_ofWordsAndOfValues_areTold() {
    BatchInput<String> clicks = harness.input();
    BatchInput<String> orders = harness.input();
    join(words("clicks", clicks), values("orders", orders), JoinType.INNER, Spans.eachBatch());
    clicks.push("a b", "a");
    orders.push("a 7.5", "c 1");
    harness.batch();
    assertThat(told()).containsExactly("a clicks 2", "a orders 7.5");
    assertThat(results.get(0).tally().lines()).isEqualTo(2);
    assertThat(results.get(0).distinct()).isEqualTo(1);
  }

  @Test
  void streams_anti_tellsWhatTheSecondHasNot() {
    BatchInput<String> sent = harness.input();
    BatchInput<String> seen = harness.input();
    join(words("sent", sent), words("seen", seen), JoinType.ANTI, Spans.running());
    sent.push("a b c");
    seen.push("b");
    harness.batch();
    assertThat(told()).containsExactly("a sent 1", "c sent 1");
  }

  /** The end is that of the first stream; what the second has told of goes on. */
  @Test
  void streams_secondEnds_firstGoesOn() {
    BatchInput<TextBlock> first = harness.input();
    BatchInput<TextBlock> second = harness.input();
    join(
        JoinedStream.words("first", c -> first.stream(), Tokenizers.space(), Reducers.sum()),
        JoinedStream.words("second", c -> second.stream(), Tokenizers.space(), Reducers.sum()),
        JoinType.INNER,
        Spans.running());
    second.push(TextBlock.ofLines("a"), TextBlock.end());
    harness.batch();
    first.push(TextBlock.ofLines("a b"));
    harness.batch();
    assertThat(told()).containsExactly("a first 1", "a second 1");
    first.push(TextBlock.end());
    harness.batch();
    assertThat(results).extracting(BatchResult::isLast).containsExactly(false, false, true);
  }

  /** What both have is told of all keys, however few of them are shown. */
  @ParameterizedTest
  @CsvSource({
    "LEFT, 3, top first 3",
    "INNER, 1, rare first 1|rare second 1",
    "ANTI, 2, top first 3"
  })
  void streams_moreKeysThanTheLimit_areJoinedAll(JoinType type, int distinct, String figures) {
    BatchInput<String> first = harness.input();
    BatchInput<String> second = harness.input();
    Sink one = Sinks.forEach(1, results::add);
    new JoinedPipeline(words("first", first), words("second", second), type, Spans.eachBatch(), one)
        .attach(harness.context());
    first.push("top top top more more rare");
    second.push("rare");
    harness.batch();
    assertThat(told()).containsExactly(figures.split("\\|"));
    assertThat(results.get(0).distinct()).isEqualTo(distinct);
    assertThat(results.get(0).hasMore()).isEqualTo(distinct > 1);
  }

  private static JoinedStream often(String name, BatchInput<String> lines) {
    return JoinedStream.values(
        name,
        LineSources.from(lines.stream()),
        new KeyedFields().key("1").value("2").texts(),
        Aggregates.<String>heavyHitters(100));
  }

  /** Each sink of several has as many as it wants. */
  @Test
  void streams_ofHeavyHitters_keepTheLimitOfEachSink() {
    BatchInput<String> first = harness.input();
    BatchInput<String> second = harness.input();
    List<BatchResult> all = new ArrayList<>();
    Sink both = Sinks.both(Sinks.forEach(1, results::add), Sinks.forEach(10, all::add));
    new JoinedPipeline(
            often("first", first), often("second", second), JoinType.LEFT, Spans.running(), both)
        .attach(harness.context());
    first.push("k x", "k x", "k y");
    second.push("k z", "k z", "k y");
    harness.batch();
    assertThat(told()).containsExactly("k first,x 2", "k second,z 2");
    assertThat(all.get(0).results().get(0).figures()).hasSize(4);
  }

  @Test
  void streams_ofOneName_areRefused() {
    JoinedStream stream = words("same", harness.input());
    assertThatThrownBy(() -> join(stream, stream, JoinType.INNER, Spans.running()))
        .hasMessage("joined streams must have different names: same");
  }

  /** Keys leave each stream for themselves; who reads the result learns of both. */
  @Test
  void streams_keysThatExpire_areCountedOfBoth() {
    Span span = Spans.running().expireAfter(Duration.ofSeconds(1));
    BatchInput<String> first = harness.input();
    BatchInput<String> second = harness.input();
    join(words("first", first), words("second", second), JoinType.LEFT, span);
    first.push("a");
    second.push("x y");
    harness.batches(2);
    assertThat(results).extracting(result -> result.span().expired()).containsExactly(0L, 3L);
  }

  /** What is wrong with the second stream is told too: it may be why nothing is found. */
  @Test
  void streams_faultsOfBoth_areTold() {
    BatchInput<String> in = harness.input();
    BatchInput<String> out = harness.input();
    join(values("in", in), values("out", out), JoinType.INNER, Spans.running());
    in.push("a 3", "bad");
    out.push("a;9", "b;9");
    harness.batches(2);
    assertThat(results.get(0).results()).isEmpty();
    assertThat(results)
        .extracting(result -> result.tally().faults().unusableLines())
        .containsExactly(3L, 0L);
  }

  @Test
  void streams_ofValues_haveTheFiguresOfBoth() {
    BatchInput<String> in = harness.input();
    BatchInput<String> out = harness.input();
    join(values("in", in), values("out", out), JoinType.LEFT, Spans.running());
    in.push("a 3", "b 1", "a 4");
    out.push("a 9");
    harness.batch();
    assertThat(told()).containsExactly("a in 4.0", "a out 9.0", "b in 1.0");
  }
}
