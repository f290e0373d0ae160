package io.dsstream.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
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

  static LongStream few() {
    return Seeds.some(3);
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
  void increment_everyLengthAtEveryPlace_agreesWithHashMap(long seed) {
    Random random = new Random(seed);
    Map<String, Long> expected = new HashMap<>();
    CountTable table = new CountTable(seed);
    for (int n : new int[] {0, 1, 2, 511, 512, 513, 1_023, 1_024, 1_025, 5_000}) {
      byte[] bytes = new byte[n == 0 ? 0 : random.nextBoolean() ? 30 : 3_000];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) "abc\0".charAt(random.nextInt(4));
      }
      int last = bytes.length - random.nextInt(20);
      int[] starts = IntStream.range(0, n).map(i -> random.nextInt(last)).sorted().toArray();
      int[] ends = new int[n];
      for (int i = 0; i < n; i++) {
        ends[i] = starts[i] + random.nextInt(Math.min(20, bytes.length - starts[i]) + 1);
        String key = new String(bytes, starts[i], ends[i] - starts[i], UTF_8);
        expected.merge(key, 1L, Long::sum);
      }
      table.increment(bytes, starts, ends, n);
    }
    assertThat(contents(table)).isEqualTo(expected);
    assertThat(table.total()).isEqualTo(expected.values().stream().mapToLong(n -> n).sum());
    table.clear();
    assertThat(contents(table)).isEmpty();
    table.increment(new byte[9], new int[1], new int[] {9}, 1);
    assertThat(contents(table)).containsOnly(Map.entry("\0".repeat(9), 1L));
  }

  @ParameterizedTest
  @MethodSource("few")
  void increment_largeTable_agreesWithHashMap(long seed) {
    Random random = new Random(seed);
    Map<String, Long> expected = new HashMap<>();
    CountTable table = new CountTable(seed);
    for (int round = 1; round <= 30; round++) {
      StringBuilder text = new StringBuilder();
      int[] starts = new int[10_000];
      int[] ends = new int[10_000];
      for (int i = 0; i < 10_000; i++) {
        String word = (random.nextBoolean() ? "w" : "longer-") + random.nextInt(80_000);
        starts[i] = text.length();
        text.append(word);
        ends[i] = text.length();
        expected.merge(word, 1L, Long::sum);
      }
      table.increment(text.toString().getBytes(UTF_8), starts, ends, 10_000);
      assertThat(table.size()).isEqualTo(expected.size());
      assertThat(table.total()).isEqualTo(round * 10_000);
    }
    assertThat(contents(table)).isEqualTo(expected);
    add(table, "late", 1);
    table.clear();
    assertThat(contents(table)).isEmpty();
  }

  /** Keys come and go, by many and by few, so that the arrays grow and shrink. */
  @ParameterizedTest
  @MethodSource("few")
  void take_whatWasAdded_agreesWithHashMap(long seed) {
    Random random = new Random(seed);
    Map<String, Long> expected = new HashMap<>();
    CountTable table = new CountTable(seed);
    for (int round = 0; round < 20; round++) {
      int words = random.nextInt(random.nextBoolean() ? 50_000 : 100);
      for (int i = 0; i < words; i++) {
        String word = Integer.toString(random.nextInt(100_000)).repeat(1 + random.nextInt(6));
        assertThat(add(table, word, 1 + i % 2))
            .isEqualTo(expected.merge(word, 1L + i % 2, Long::sum));
      }
      double share = random.nextDouble();
      for (String word : List.copyOf(expected.keySet())) {
        if (random.nextDouble() < share) {
          long value = 1 + random.nextInt(expected.get(word).intValue());
          assertThat(take(table, word, value))
              .isEqualTo(expected.merge(word, -value, Long::sum).longValue());
          expected.remove(word, 0L);
        }
      }
      assertThat(table.size()).isEqualTo(expected.size());
    }
    assertThat(contents(table)).isEqualTo(expected);
    List.copyOf(expected.keySet()).forEach(word -> take(table, word, expected.get(word)));
    assertThat(table.slots()).isLessThanOrEqualTo(new CountTable(seed).slots() * 2);
    assertThat(contents(table)).isEmpty();
    assertThat(table.total()).isZero();
    assertThat(table.longKeyBytes()).isLessThan(1 << 15);
  }

  @Test
  void take_noSuchKey_throws() {
    CountTable table = new CountTable(1);
    for (String word : List.of("short", "of ten bytes", "of more than sixteen bytes")) {
      assertThatThrownBy(() -> take(table, word, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("nothing to take from: no such key");
    }
    assertThat(table.total()).isZero();
  }

  @Test
  void clear_afterMuch_letsMemoryGoAndCountsOn() {
    CountTable table = new CountTable(7);
    IntStream.range(0, 200_000).forEach(i -> add(table, "w" + i, 1));
    IntStream.range(0, 200_000).forEach(i -> add(table, "longer words " + i, 1));
    int large = table.slots();
    table.clear();
    assertThat(table.slots()).isEqualTo(large);
    add(table, "a", 1);
    table.clear();
    assertThat(table.slots()).isLessThan(large / 4);
    add(table, "a", 1);
    assertThat(contents(table)).containsOnly(Map.entry("a", 1L));
  }

  @Test
  void increment_sumOverflow_throws() {
    for (String word : List.of("a", "eight888", "sixteen161616161")) {
      CountTable table = new CountTable(1);
      add(table, word, Long.MAX_VALUE);
      byte[] bytes = (word + " ".repeat(16)).getBytes(UTF_8);
      assertThatThrownBy(() -> table.increment(bytes, new int[1], new int[] {word.length()}, 1))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  /** Words that differ little are spread as random ones are: no probe is long. */
  @Test
  void add_structuredWords_countedAllTheSame() {
    CountTable table = new CountTable(3);
    IntStream.range(0, 300_000).forEach(i -> add(table, String.format("%07d", i), 1));
    IntStream.range(0, 300_000)
        .forEach(i -> add(table, String.format("%07dxxxxxxx%d", i, i % 7), 1));
    assertThat(table.size()).isEqualTo(600_000);
    assertThat(table.total()).isEqualTo(600_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partition_unpackedAndMerged_isTheWhole(long seed) {
    Map<String, Long> expected = new HashMap<>();
    CountTable table = random(seed, expected);
    CountTable merged = new CountTable(seed);
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
    CountTable other = new CountTable(1);
    used(one).forEach(slot -> other.add(one.key(slot), 0, one.length(slot), 1));
    assertThat(partitions(one)).hasSize(one.size()).isEqualTo(partitions(other));
    assertThat(partitions(one).values()).allMatch(p -> p >= 0 && p < 7);
  }

  private static Map<String, Integer> partitions(CountTable table) {
    return used(table)
        .boxed()
        .collect(toMap(slot -> TopK.word(table, slot).word(), slot -> table.partition(slot, 7)));
  }

  private static IntStream used(CountTable table) {
    return IntStream.range(0, table.slots()).filter(table::isUsed);
  }

  @Test
  void partition_manyWords_areSpread() {
    CountTable table = new CountTable(5);
    IntStream.range(0, 30_000).forEach(i -> add(table, "word" + i, 1));
    long[] sizes = new long[3];
    used(table).forEach(slot -> sizes[table.partition(slot, 3)]++);
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
    CountTable table = new CountTable(1);
    List.of("\uFF5E", "😀", "b", "a", "").forEach(word -> add(table, word, 1));
    assertThat(TopK.words(table, 9).stream().map(WordCount::word))
        .containsExactly("", "a", "b", "\uFF5E", "😀");
  }

  @Test
  void add_nulAndPrefixes_areDistinct() {
    CountTable table = new CountTable(1);
    List.of("", "\0", "\0\0", "a", "a\0", "aaaaaaaa", "aaaaaaaa\0", "aaaaaaaaa")
        .forEach(word -> add(table, word, 1));
    assertThat(table.size()).isEqualTo(8);
  }

  @Test
  void add_sumOverflow_throws() {
    CountTable table = new CountTable(1);
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
    PackedCounts.unpack(PackedCounts.of(table, TopK.slots(table, 99)), copy);
    assertThat(contents(copy)).isEqualTo(contents(table)).hasSize(values.length);
  }

  @Test
  void add_keysAroundTheBound_keepTheirFirstCharacters() {
    for (String character : List.of("a", "é", "東", "😀")) {
      for (int before = 0; before < 4; before++) {
        for (int bytes = CountTable.MAX_KEY_BYTES - 5;
            bytes < CountTable.MAX_KEY_BYTES + 5;
            bytes++) {
          String key = "b".repeat(before) + character.repeat((bytes - before) / utf8(character));
          CountTable table = new CountTable(1);
          add(table, key, 2);
          add(table, key, 3);
          boolean isCut = utf8(key) > CountTable.MAX_KEY_BYTES;
          assertThat(contents(table)).isEqualTo(Map.of(isCut ? start(key) : key, 5L));
          assertThat(table.cutKeys()).isEqualTo(isCut ? 2 : 0);
          byte[] packed = PackedCounts.of(table, TopK.slots(table, 1));
          table.clear();
          PackedCounts.unpack(packed, table);
          assertThat(contents(table)).isEqualTo(Map.of(isCut ? start(key) : key, 5L));
          assertThat(table.cutKeys()).isZero();
        }
      }
    }
  }

  /** As many characters as fit with an ellipsis. */
  private static String start(String key) {
    String start = key;
    while (utf8(start + "…") > CountTable.MAX_KEY_BYTES) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + "…";
  }

  private static int utf8(String text) {
    return text.getBytes(UTF_8).length;
  }

  private static CountTable random(long seed, Map<String, Long> expected) {
    Random random = new Random(seed);
    CountTable table = new CountTable(seed);
    int words = 1 + random.nextInt(5_000);
    for (int i = 0; i < words; i++) {
      String word = Seeds.line(random, random.nextInt(3));
      long count = random.nextInt(3);
      add(table, word, count);
      expected.merge(word, count, Long::sum);
    }
    return table;
  }

  private static long add(CountTable table, String word, long count) {
    byte[] bytes = ("<" + word + ">").getBytes(UTF_8);
    return table.add(bytes, 1, bytes.length - 1, count);
  }

  private static long take(CountTable table, String word, long count) {
    byte[] bytes = ("<" + word + ">").getBytes(UTF_8);
    return table.take(bytes, 1, bytes.length - 1, count);
  }

  private static Map<String, Long> contents(CountTable table) {
    Map<String, Long> contents = new HashMap<>();
    used(table)
        .mapToObj(slot -> TopK.word(table, slot))
        .forEach(word -> assertThat(contents.put(word.word(), word.count())).isNull());
    assertThat(contents).hasSize(table.size());
    return contents;
  }
}
