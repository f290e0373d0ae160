package io.dsstream.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.junit.jupiter.api.Test;

class PythonReprTest {
  @Test
  void of_quotes_asPythonChooses() {
    assertThat(PythonRepr.of("don't")).isEqualTo("\"don't\"");
    assertThat(PythonRepr.of("\"")).isEqualTo("'\"'");
    assertThat(PythonRepr.of("'\"")).isEqualTo("'\\'\"'");
    assertThat(PythonRepr.of("")).isEqualTo("''");
    assertThat(PythonRepr.of("a\\b\t\n\r")).isEqualTo("'a\\\\b\\t\\n\\r'");
    assertThat(PythonRepr.of("\u00a0\u202e\ue000\uDBFF\uDFFF"))
        .isEqualTo("'\\xa0\\u202e\\ue000\\U0010ffff'");
  }

  /** Every code point that the Python behind the golden file knows. */
  @Test
  void of_everyAssignedCodePoint_printableAsInPython() throws IOException {
    try (BufferedReader golden =
        new BufferedReader(
            new InputStreamReader(
                PythonReprTest.class.getResourceAsStream("/io/dsstream/seed/printable.txt"),
                UTF_8))) {
      golden.lines().forEach(PythonReprTest::check);
    }
  }

  private static void check(String run) {
    String[] fields = run.split("[- ]", 3);
    for (int c = Integer.parseInt(fields[0], 16); c <= Integer.parseInt(fields[1], 16); c++) {
      String character = Character.toString(c);
      boolean quoted = character.equals("'") || character.equals("\\");
      boolean raw = PythonRepr.of(character).contains(character) || quoted;
      assertThat(raw).as("U+%04X", c).isEqualTo(fields[2].equals("+"));
    }
  }
}
