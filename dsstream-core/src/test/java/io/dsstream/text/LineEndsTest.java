package io.dsstream.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineEndsTest {
  static LongStream seeds() {
    return Seeds.some(40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void count_everyPartOfRandomBytes_agreesWithOneByOne(long seed) {
    Random random = new Random(seed);
    // Some steps of a text have only bytes of the one kind or of the other, some have a CR.
    byte[] ascii = {'\n', 'a', ' ', 0x0B, 0x2A, '\r'};
    byte[] wide = {'\n', 'a', (byte) 0x8A, (byte) 0x8D, (byte) 0xFF, '\r'};
    byte[] bytes = new byte[220];
    byte[] alphabet = ascii;
    int letters = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (i % 64 == 0) {
        alphabet = random.nextBoolean() ? ascii : wide;
        letters = alphabet.length - random.nextInt(2);
      }
      bytes[i] = alphabet[random.nextInt(letters)];
    }
    for (int from = 0; from <= bytes.length; from++) {
      for (int to = from; to <= bytes.length; to++) {
        assertThat(LineEnds.count(bytes, from, to)).isEqualTo(oneByOne(bytes, from, to));
      }
    }
  }

  private static long oneByOne(byte[] bytes, int from, int to) {
    long ends = 0;
    for (int i = from; i < to; i = LineEnds.skip(bytes, i, to)) {
      i = LineEnds.next(bytes, i, to);
      if (i == to) {
        break;
      }
      ends++;
    }
    return ends;
  }
}
