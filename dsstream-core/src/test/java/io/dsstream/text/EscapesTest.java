package io.dsstream.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EscapesTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9a-f]+)}");

  static LongStream seeds() {
    return Seeds.some(100);
  }

  @Test
  void visible_everyControlCharacter_isEscaped() {
    for (int c = 0; c < 0x20; c++) {
      assertThat(Escapes.visible("a" + (char) c)).isEqualTo("a\\u{" + Integer.toHexString(c) + "}");
    }
    assertThat(Escapes.visible("\u007f\u0080\u009b\u202e\u2066\u2028\ud800"))
        .isEqualTo("\\u{7f}\\u{80}\\u{9b}\\u{202e}\\u{2066}\\u{2028}\\u{d800}");
  }

  @Test
  void visible_ordinaryText_isTheSameObject() {
    String text = "naïve 東京 👍 C:\\users";
    assertThat(Escapes.visible(text)).isSameAs(text);
  }

  @Test
  void visible_textThatLooksLikeAnEscape_isTold() {
    assertThat(Escapes.visible("\\u{1b} \\u \\")).isEqualTo("\\u{5c}u{1b} \\u \\");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void visible_randomText_canBeReversed(long seed) {
    String text = Seeds.lines(new Random(seed), 50);
    String visible = Escapes.visible(text);
    assertThat(visible.codePoints()).noneMatch(Escapes::isUnsafe);
    String back =
        ESCAPE
            .matcher(visible)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
    assertThat(back).isEqualTo(text);
  }
}
