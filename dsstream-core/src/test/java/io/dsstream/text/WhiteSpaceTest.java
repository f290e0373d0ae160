package io.dsstream.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import org.junit.jupiter.api.Test;

class WhiteSpaceTest {
  @Test
  void length_everyCodePoint_agreesWithIcu() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(UTF_8);
        boolean space = UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE);
        assertThat(WhiteSpace.length(bytes, 0, bytes.length))
            .as("U+%04X", c)
            .isEqualTo(space ? bytes.length : 0);
      }
    }
  }

  @Test
  void length_characterCutOff_isZero() {
    byte[] bytes = "\u3000".getBytes(UTF_8);
    assertThat(WhiteSpace.length(bytes, 0, 2)).isZero();
    assertThat(WhiteSpace.length("\u00a0".getBytes(UTF_8), 0, 1)).isZero();
  }
}
