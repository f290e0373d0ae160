package io.dsstream.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsstream.Seeds;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineEndsTest {
  static LongStream seeds() {
    return Seeds.some(20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void count_everyPartOfRandomBytes_agreesWithOneByOne(long seed) {
    Random random = new Random(seed);
    // Some texts have a CR in most steps, some in few.
    byte[] alphabet = {'\n', 'a', (byte) 0x8A, (byte) 0x8D, ' ', '\r'};
    int letters = random.nextBoolean() ? alphabet.length : alphabet.length - 1;
    byte[] bytes = new byte[220];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = alphabet[random.nextInt(random.nextInt(40) == 0 ? alphabet.length : letters)];
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
