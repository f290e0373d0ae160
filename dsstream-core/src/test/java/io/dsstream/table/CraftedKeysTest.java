package io.dsstream.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Words chosen to make the table slow cost at most three times what random ones do. The cost is
 * that of the runs of used slots, which bound what linear probing compares.
 */
class CraftedKeysTest {
  /**
   * As many as both kinds of keys have room for without growing, long ones at a load of one half.
   */
  private static final int WORDS = 4_000;

  private static final double MOST = 3;

  /**
   * A number with so many digits of so many bits, in words of so many bytes that are else equal.
   */
  record Notation(int length, int first, int step, int bits, int digits, int at, boolean lowFirst)
      implements IntFunction<String> {
    @Override
    public String apply(int number) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) first);
      for (int i = 0; i < digits; i++) {
        int place = lowFirst ? i : digits - 1 - i;
        int digit = number >>> bits * place & (1 << bits) - 1;
        bytes[at + i] = (byte) (first + step * digit);
      }
      return new String(bytes, ISO_8859_1);
    }
  }

  static Stream<Notation> notations() {
    return IntStream.of(7, 8, 11, 15, 16, 40).boxed().flatMap(CraftedKeysTest::notations);
  }

  private static Stream<Notation> notations(int length) {
    return Stream.of(true, false)
        .flatMap(
            lowFirst ->
                Stream.of(
                        new Notation(length, 'A', 1, 6, 2, 0, lowFirst),
                        new Notation(length, '0', 1, 3, 4, 0, lowFirst),
                        new Notation(length, 0, 1, 3, 4, 0, lowFirst),
                        new Notation(length, '@', 8, 3, 4, 0, lowFirst),
                        new Notation(length, 0, 32, 2, 6, 0, lowFirst))
                    .flatMap(CraftedKeysTest::everywhere));
  }

  private static Stream<Notation> everywhere(Notation n) {
    return IntStream.rangeClosed(0, n.length() - n.digits())
        .filter(at -> n.length() < 16 || at < 2 || at > n.length() - n.digits() - 2)
        .mapToObj(
            at ->
                new Notation(
                    n.length(), n.first(), n.step(), n.bits(), n.digits(), at, n.lowFirst()));
  }

  @ParameterizedTest
  @MethodSource("notations")
  void add_consecutiveNumbers_costAsRandom(Notation notation) {
    List<String> words = IntStream.range(0, WORDS).mapToObj(notation).toList();
    assertThat(words).doesNotHaveDuplicates();
    double random = cost(randomWords(notation.length()), 1);
    LongStream.range(0, 20)
        .forEach(
            seed -> assertThat(cost(words, seed)).as("seed %s", seed).isLessThan(MOST * random));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 15})
  void add_wordsThatCollideForOneSeed_costAsRandomForAnother(int length) {
    List<String> words = collidingForSeedOne(length);
    double random = cost(randomWords(length).subList(0, words.size()), 1);
    assertThat(cost(words, 1)).isGreaterThan(50 * random);
    LongStream.range(2, 20)
        .forEach(
            seed -> assertThat(cost(words, seed)).as("seed %s", seed).isLessThan(MOST * random));
  }

  @Test
  void add_otherSeed_otherPlaces() {
    List<String> words = Stream.of(7, 15, 40).flatMap(n -> randomWords(n).stream()).toList();
    int[] one = used(table(words, 1)).toArray();
    assertThat(used(table(words, 1)).toArray()).isEqualTo(one);
    assertThat(used(table(words, 2)).toArray()).isNotEqualTo(one);
  }

  private static List<String> collidingForSeedOne(int length) {
    ShortKeys shortKeys = new ShortKeys(1);
    LongKeys longKeys = new LongKeys(SliceHash.next(1));
    return new Random(1)
        .longs()
        .map(random -> random & 0x0F0F0F0F0F0F0F0FL | 0x4040404040404040L)
        .filter(
            eight ->
                length == 7
                    ? shortKeys.home(ShortKeys.key(eight, 7)) == 0
                    : longKeys.home(eight, LongKeys.tail(0x6161616161616161L, length)) == 0)
        .mapToObj(eight -> word(eight, length))
        .distinct()
        .limit(500)
        .toList();
  }

  private static String word(long eight, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x61);
    IntStream.range(0, Math.min(8, length)).forEach(i -> bytes[i] = (byte) (eight >>> 8 * i));
    return new String(bytes, ISO_8859_1);
  }

  private static List<String> randomWords(int length) {
    Random random = new Random(length);
    return Stream.generate(() -> word(random.nextLong() & 0x7F7F7F7F7F7F7F7FL, length))
        .distinct()
        .limit(WORDS)
        .toList();
  }

  /** How many slots a search compares at most, as a mean over the words. */
  private static double cost(List<String> words, long seed) {
    CountTable table = table(words, seed);
    double cost = 0;
    int run = 0;
    for (int slot = 0; slot < table.slots(); slot++) {
      run = table.isUsed(slot) ? run + 1 : 0;
      cost += run;
    }
    return cost / words.size();
  }

  private static CountTable table(List<String> words, long seed) {
    CountTable table = new CountTable(seed);
    for (String word : words) {
      table.add(word.getBytes(ISO_8859_1), 0, word.length(), 1);
    }
    assertThat(table.size()).isEqualTo(words.size());
    return table;
  }

  private static IntStream used(CountTable table) {
    return IntStream.range(0, table.slots()).filter(table::isUsed);
  }
}
