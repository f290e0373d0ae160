package io.dsstream.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each comparison for every byte value, at every place, beside every other value. */
class SwarTest {
  @Test
  void differs_everyByteBesideEvery_isExact() {
    for (int c : new int[] {' ', '\n', '\r', 0x42, 0, 0x7F}) {
      check(eight -> Swar.differs(Swar.low(eight), Swar.each(c)), b -> (b & 0x7F) != c);
    }
  }

  @Test
  void atLeast_everyByteBesideEvery_isExact() {
    for (int c : new int[] {1, 9, 14, 'A', 'Z' + 1, 0x61, 0x7F}) {
      check(eight -> Swar.atLeast(Swar.low(eight), c), b -> (b & 0x7F) >= c);
    }
  }

  private static void check(LongUnaryOperator comparison, IntPredicate expected) {
    byte[] bytes = new byte[8];
    for (int place = 0; place < 8; place++) {
      for (int value = 0; value < 256; value++) {
        for (int other = 0; other < 256; other++) {
          Arrays.fill(bytes, (byte) other);
          bytes[place] = (byte) value;
          long high = comparison.applyAsLong(Swar.load(bytes, 0)) >>> (8 * place + 7) & 1;
          assertThat(high == 1).isEqualTo(expected.test(value));
        }
      }
    }
  }

  @Test
  void bits_randomLongs_areTheHighBitsInOrder() {
    LongStream seeds = new Random(1).longs(1_000);
    seeds.forEach(
        seed -> {
          long[] longs = new Random(seed).longs(8).toArray();
          long bits =
              Swar.bits(
                  longs[0], longs[1], longs[2], longs[3], longs[4], longs[5], longs[6], longs[7]);
          long expected =
              IntStream.range(0, 64)
                  .mapToLong(i -> (longs[i / 8] >>> (8 * (i % 8) + 7) & 1) << i)
                  .reduce(0, (a, b) -> a | b);
          assertThat(bits).isEqualTo(expected);
        });
  }

  @Test
  void first_anyNumber_coversSoManyBytes() {
    assertThat(IntStream.rangeClosed(0, 9).map(n -> Long.bitCount(Swar.first(n))))
        .containsExactly(0, 8, 16, 24, 32, 40, 48, 56, 64, 64);
    assertThat(Swar.first(1)).isEqualTo(0xFF);
    assertThat(Swar.first(15)).isEqualTo(-1);
  }
}
