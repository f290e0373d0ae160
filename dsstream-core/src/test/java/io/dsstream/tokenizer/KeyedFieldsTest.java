package io.dsstream.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedFieldsTest {
  private static final KeyedFields PLACES = new KeyedFields().key("1").value("2");

  /** What is read of a line: the pairs, or "unusable". */
  private static <T> String read(KeyedLines<T> lines, String line) {
    List<String> pairs = new ArrayList<>();
    boolean isUsable =
        lines.read(new Line(line, 0, 0), (key, value) -> pairs.add(key + "=>" + value));
    assertThat(isUsable || pairs.isEmpty()).isTrue();
    return isUsable ? String.join(" ", pairs) : "unusable";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'sensor-7 21.5'       | sensor-7=>21.5",
        "'  a \t  -3  more '   | a=>-3.0",
        "'a\u00a0+1e3'         | a=>1000.0",
        "'a .5'                | a=>0.5",
        "'a 7.'                | a=>7.0",
        "'a'                   | unusable",
        "''                    | unusable",
        "'a x'                 | unusable",
        "'a NaN'               | unusable",
        "'a Infinity'          | unusable",
        "'a 1e999'             | unusable",
        "'a 0x10'              | unusable",
        "'a 1d'                | unusable",
        "'a 1_000'             | unusable",
        "'a ٣'                 | unusable",
        "' \t '                | unusable",
      })
  void numbers_atPlaces_areDecimals(String line, String expected) {
    assertThat(read(PLACES.numbers(), line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'host=web-1 path=/ ms=12'  | web-1=>12.0",
        "'ms=1 host=a ms=2'         | a=>1.0",
        "'xhost=b host=a ms=2'      | a=>2.0",
        "'host= ms=2'               | =>2.0",
        "'host=a ms='               | unusable",
        "'host ms=2'                | unusable",
        "'ms=2'                     | unusable",
      })
  void numbers_behindNames_areFoundAnywhere(String line, String expected) {
    assertThat(read(new KeyedFields().key("host").value("ms").numbers(), line)).isEqualTo(expected);
  }

  @Test
  void separator_isTakenAsItStands() {
    assertThat(read(PLACES.separator("=").numbers(), "sensor-7=21.5")).isEqualTo("sensor-7=>21.5");
    assertThat(read(PLACES.separator(";").numbers(), "a;\u3000 21.5\u2003")).isEqualTo("a=>21.5");
    assertThat(read(PLACES.separator(";").texts(), "a b;;c")).isEqualTo("a b=>");
    assertThat(read(PLACES.separator("||").texts(), "a||b||")).isEqualTo("a=>b");
    assertThat(read(PLACES.separator(";").texts(), "a b")).isEqualTo("unusable");
  }

  @Test
  void texts_withoutValue_areLines() {
    assertThat(read(new KeyedFields().key("1").texts(), "a b c")).isEqualTo("a=>a b c");
    assertThat(read(new KeyedFields().texts(), " a b ")).isEqualTo("=> a b ");
  }

  @Test
  void words_ofALine_areItsValues() {
    KeyedLines<String> words = new KeyedFields().key("1").words(Tokenizers.whitespace());
    assertThat(read(words, "a b c")).isEqualTo("a=>a a=>b a=>c");
    assertThat(read(new KeyedFields().words(Tokenizers.whitespace()), "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "", "-1", "1x", "a b", "a=", "=a", "99999999"})
  void field_neitherPlaceNorName_isRefused(String field) {
    assertThatThrownBy(() -> new KeyedFields().key(field))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key must be a number from 1 or a name: " + field);
  }

  @Test
  void separator_empty_isRefused() {
    assertThatThrownBy(() -> new KeyedFields().separator(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("separator must not be empty");
  }
}
