package io.dsstream.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsstream.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table, its packed form and its top k against a HashMap and a sort. */
class CountTableTest {
  private static final Comparator<WordCount> PRINT_ORDER =
      Comparator.comparingLong(WordCount::count)
          .reversed()
          .thenComparing(w -> w.word().codePoints().toArray(), Arrays::compare);

  static LongStream seeds() {
    return Seeds.some(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void add_randomWords_agreesWithHashMap(long seed) {
    Map<String, Long> expected = new HashMap<>();
    CountTable table = random(seed, expected);
    assertThat(contents(table)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partition_unpackedAndMerged_isTheWhole(long seed) {
    Map<String, Long> expected = new HashMap<>();
    CountTable table = random(seed, expected);
    CountTable merged = new CountTable(seed, Math::addExact);
    for (byte[] packed : PackedCounts.partition(table, 3)) {
      PackedCounts.unpack(packed, merged);
      PackedCounts.unpack(packed, merged);
    }
    expected.replaceAll((word, count) -> 2 * count);
    assertThat(contents(merged)).isEqualTo(expected);
  }

  @Test
  void partition_equalSeeds_agreeOnEveryWord() {
    CountTable one = random(1, new HashMap<>());
    CountTable other = new CountTable(1, Math::addExact);
    for (int key = one.size() - 1; key >= 0; key--) {
      other.add(one.arena(), one.from(key), one.to(key), 1);
    }
    for (int key = 0; key < one.size(); key++) {
      assertThat(one.partition(key, 7))
          .isBetween(0, 6)
          .isEqualTo(other.partition(one.size() - 1 - key, 7));
    }
  }

  @Test
  void partition_manyWords_areSpread() {
    CountTable table = new CountTable(5, Math::addExact);
    IntStream.range(0, 30_000).forEach(i -> add(table, "word" + i, 1));
    long[] sizes = new long[3];
    IntStream.range(0, table.size()).forEach(key -> sizes[table.partition(key, 3)]++);
    assertThat(Arrays.stream(sizes)).allMatch(size -> size > 9_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void words_anyLimit_isTheStartOfTheSort(long seed) {
    Map<String, Long> counts = new HashMap<>();
    CountTable table = random(seed, counts);
    List<WordCount> sorted =
        counts.entrySet().stream()
            .map(e -> new WordCount(e.getKey(), e.getValue()))
            .sorted(PRINT_ORDER)
            .toList();
    for (int k : new int[] {0, 1, 2, 10, sorted.size() - 1, sorted.size(), Integer.MAX_VALUE}) {
      assertThat(TopK.words(table, k)).isEqualTo(sorted.subList(0, Math.min(k, sorted.size())));
    }
  }

  @Test
  void words_ties_byCodePointNotUtf16() {
    CountTable table = new CountTable(1, Math::addExact);
    List.of("\uFF5E", "😀", "b", "a", "").forEach(word -> add(table, word, 1));
    assertThat(TopK.words(table, 9).stream().map(WordCount::word))
        .containsExactly("", "a", "b", "\uFF5E", "😀");
  }

  @Test
  void add_nulAndPrefixes_areDistinct() {
    CountTable table = new CountTable(1, Math::addExact);
    List.of("", "\0", "\0\0", "a", "a\0", "aaaaaaaa", "aaaaaaaa\0", "aaaaaaaaa")
        .forEach(word -> add(table, word, 1));
    assertThat(table.size()).isEqualTo(8);
  }

  @Test
  void add_sumOverflow_throws() {
    CountTable table = new CountTable(1, Math::addExact);
    add(table, "a", Long.MAX_VALUE);
    assertThatThrownBy(() -> add(table, "a", 1)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void unpack_extremeValues_areExact() {
    CountTable table = new CountTable(1, Math::max);
    long[] values = {0, 1, -1, 63, 64, -64, 1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long value : values) {
      add(table, "w" + value, value);
    }
    CountTable copy = new CountTable(2, Math::max);
    PackedCounts.unpack(PackedCounts.of(table, TopK.keys(table, 99)), copy);
    assertThat(contents(copy)).isEqualTo(contents(table)).hasSize(values.length);
  }

  private static CountTable random(long seed, Map<String, Long> expected) {
    Random random = new Random(seed);
    CountTable table = new CountTable(seed, Math::addExact);
    int words = 1 + random.nextInt(5_000);
    for (int i = 0; i < words; i++) {
      String word = Seeds.line(random, random.nextInt(3));
      long count = random.nextInt(3);
      add(table, word, count);
      expected.merge(word, count, Long::sum);
    }
    return table;
  }

  private static void add(CountTable table, String word, long count) {
    byte[] bytes = ("<" + word + ">").getBytes(UTF_8);
    table.add(bytes, 1, bytes.length - 1, count);
  }

  private static Map<String, Long> contents(CountTable table) {
    Map<String, Long> contents = new HashMap<>();
    for (int key = 0; key < table.size(); key++) {
      WordCount word = TopK.word(table, key);
      assertThat(contents.put(word.word(), word.count())).isNull();
    }
    return contents;
  }
}
