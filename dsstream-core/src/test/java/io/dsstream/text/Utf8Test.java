package io.dsstream.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Utf8Test {
  static LongStream seeds() {
    return Seeds.some(200);
  }

  @Test
  void isWellFormed_everyLeadAndSecondByte_agreesWithJdk() {
    for (int lead = 0; lead < 256; lead++) {
      for (int second = 0; second < 256; second++) {
        // As sequences of two, three and four bytes; each whole, so that only its range is wrong.
        check(new byte[] {'a', (byte) lead, (byte) second, 'z'});
        check(new byte[] {'a', (byte) lead, (byte) second, (byte) 0x80, 'z'});
        check(new byte[] {'a', (byte) lead, (byte) second, (byte) 0x80, (byte) 0xBF, 'z'});
        check(new byte[] {(byte) lead, (byte) second});
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void repair_randomBytes_agreesWithJdk(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    check(bytes);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void repair_textWithDamage_agreesWithJdk(long seed) {
    Random random = new Random(seed);
    byte[] bytes = Seeds.lines(random, 30).getBytes(UTF_8);
    for (int i = 0; i < 3 && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    check(bytes);
  }

  @Test
  void repair_textLongerThanScratch_agreesWithJdk() {
    byte[] bytes = ("é".repeat(20_000) + "\n").getBytes(UTF_8);
    bytes[20_001] = 'x';
    check(bytes);
  }

  @Test
  void repair_malformedSequences_countsEach() {
    byte[] bytes = {'a', (byte) 0xFF, ' ', (byte) 0xFE, (byte) 0xE4, (byte) 0xB8, '\n'};
    assertThat(Utf8.repair(bytes, 0, bytes.length).malformed()).isEqualTo(3);
  }

  @Test
  void encode_loneSurrogate_isReplacement() {
    assertThat(new String(Utf8.encode("a\uD800b"), UTF_8)).isEqualTo("a\uFFFDb");
  }

  private static void check(byte[] bytes) {
    String jdk = new String(bytes, UTF_8);
    byte[] expected = jdk.getBytes(UTF_8);
    assertThat(Utf8.repair(bytes, 0, bytes.length).bytes()).isEqualTo(expected);
    boolean wellFormed = Arrays.equals(bytes, expected);
    assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isEqualTo(wellFormed);
  }
}
