package io.dsstream.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import io.dsstream.Seeds;
import io.dsstream.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words are those that ICU alone finds. */
class WordsScanTest {
  /** One for each Word_Break of ASCII. */
  private static final String[] ASCII = {
    "a", "1", "_", ".", "'", ":", ",", "\"", " ", "-", "\n", "\r", "\u000b"
  };

  /** One for each kind of ICU's rules, and what chains: a pictograph that is a letter too. */
  private static final String[] WIDE = {
    "é", "\u0301", "\u200d", "\u00ad", "ℹ", "👍", "🇮", "א", "カ", "ひ", "東", "한", "ก", "\u3000",
    "\u0085", "٣", "·", "‿", "\uFFFD"
  };

  private static final String[] BOTH =
      Stream.of(ASCII, WIDE).flatMap(Stream::of).toArray(String[]::new);

  static LongStream seeds() {
    return Seeds.some(200);
  }

  @Test
  void kinds_areThoseOfIcu() {
    Map<Integer, Integer> kinds = new TreeMap<>();
    for (int c = 0; c < 128; c++) {
      int property = UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK);
      int kind = WordKind.of((byte) c);
      assertThat(kinds.merge(property, kind, (a, b) -> a)).as("kind of %#x", c).isEqualTo(kind);
      assertThat(UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC)).isFalse();
    }
    assertThat(kinds).hasSize(ASCII.length);
  }

  @Test
  void scan_everyFiveAscii_agreesWithIcu() {
    forEach(ASCII, 5, WordsScanTest::requireEqual);
  }

  @Test
  void scan_everyFour_agreesWithIcu() {
    forEach(BOTH, 4, WordsScanTest::requireEqual);
  }

  /** Scans take 64 bytes a step, and look beyond them. */
  @ParameterizedTest
  @ValueSource(strings = {"w", " ", "7", "é"})
  void scan_everyThreeAtAStepsEdge_agreesWithIcu(String company) {
    int[] offset = {0};
    forEach(
        BOTH,
        3,
        text -> {
          int before = 60 + offset[0]++ % 5;
          requireEqual(company.repeat(before) + text + "w".repeat(80) + text);
        });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scan_randomAscii_agreesWithIcu(long seed) {
    Random random = new Random(seed);
    requireEqual(random(3000, () -> ascii(random)));
  }

  /** From hardly any to hardly anything but wide characters. */
  @ParameterizedTest
  @MethodSource("seeds")
  void scan_randomMixed_agreesWithIcu(long seed) {
    Random random = new Random(seed);
    double wide = Math.pow(random.nextDouble(), 3);
    requireEqual(
        random(2000, () -> random.nextDouble() < wide ? any(random, WIDE) : ascii(random)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scan_everySplit_agreesWithIcu(long seed) {
    String text = Seeds.lines(new Random(seed), 20);
    for (int split : characterStarts(text)) {
      requireEqual(text.substring(0, split));
      requireEqual(text.substring(split));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void scan_repairedNoise_agreesWithIcu(long seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[1000];
    random.nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      noise[i] &= random.nextInt(4) == 0 ? -1 : 0x7F;
    }
    Utf8.Repaired repaired = Utf8.repair(noise, 0, noise.length);
    assertThat(repaired.malformed()).isPositive();
    requireEqual(new String(repaired.bytes(), UTF_8));
  }

  /** Its words, and no byte besides: as a slice of a text that would change them. */
  private static void requireEqual(String text) {
    byte[] bytes = ("a" + text + "a").getBytes(UTF_8);
    List<String> words = new ArrayList<>();
    Tokenizers.words()
        .tokenizeLines(
            bytes,
            1,
            bytes.length - 1,
            (b, from, to) -> words.add(new String(b, from, to - from, UTF_8)));
    if (!words.equals(IcuWords.of(text))) {
      assertThat(words).as(text).isEqualTo(IcuWords.of(text));
    }
  }

  private static String random(int pieces, Supplier<String> piece) {
    return Stream.generate(piece).limit(pieces).collect(Collectors.joining());
  }

  private static int[] characterStarts(String text) {
    return IntStream.range(0, text.length())
        .filter(i -> !Character.isLowSurrogate(text.charAt(i)))
        .toArray();
  }

  private static String any(Random random, String[] pieces) {
    return pieces[random.nextInt(pieces.length)];
  }

  /** Any of the 128, more often what matters, and most often a letter. */
  private static String ascii(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> Character.toString(random.nextInt(128));
      case 1, 2, 3 -> any(random, ASCII);
      case 4 -> " ";
      case 5 -> Character.toString('0' + random.nextInt(10));
      default -> Character.toString('a' + random.nextInt(26));
    };
  }

  private static void forEach(String[] pieces, int length, Consumer<String> text) {
    forEach("", pieces, length, text);
  }

  private static void forEach(String head, String[] pieces, int more, Consumer<String> text) {
    text.accept(head);
    if (more > 0) {
      for (String piece : pieces) {
        forEach(head + piece, pieces, more - 1, text);
      }
    }
  }
}
