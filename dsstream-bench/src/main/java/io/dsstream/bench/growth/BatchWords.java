package io.dsstream.bench.growth;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which words a stream has, batch by batch; they are numbers, which {@link MadeWords} writes. After
 * the batches that load all keys each has {@value #WORDS} words: {@value #DISTINCT} different ones
 * twice, drawn from all keys, each as likely as any other, so that no cache finds favourites.
 *
 * @param keys how many distinct words the stream has
 * @param loads how many batches come first in which each key comes once
 * @param window how many batches a job remembers, or 0 for all
 */
record BatchWords(int keys, int loads, int window) {
  static final int WORDS = 20_000;
  static final int DISTINCT = 10_000;

  /** As many as a language has that people use. */
  private static final int KEYS_OF_A_WINDOW = 50_000;

  private static final int MAX_LOAD = 500_000;
  private static final long SEED = 1611;

  BatchWords {
    if (keys < DISTINCT) {
      throw new IllegalArgumentException("keys must be >= %,d: %,d".formatted(DISTINCT, keys));
    }
  }

  /** A stream whose last so many batches are counted. */
  static BatchWords window(int batches) {
    return new BatchWords(KEYS_OF_A_WINDOW, 0, batches);
  }

  /** A stream that is counted from its start, and has so many keys. */
  static BatchWords running(int keys) {
    return new BatchWords(keys, (keys + MAX_LOAD - 1) / MAX_LOAD, 0);
  }

  /** How many batches it takes until the window is full, or all keys have come. */
  int fill() {
    return Math.max(loads, window);
  }

  /** The words of a batch; the first has the number 0. */
  int[] of(int batch) {
    return batch < loads ? load(batch) : drawn(batch);
  }

  private int[] load(int batch) {
    return IntStream.range(batch * MAX_LOAD, Math.min(keys, (batch + 1) * MAX_LOAD)).toArray();
  }

  /** Steps that have no divisor in common with the keys come back only after all of them. */
  private int[] drawn(int batch) {
    SplittableRandom random = new SplittableRandom(SEED + batch);
    long start = random.nextInt(keys);
    long step = random.nextInt(1, keys);
    while (divisor(step, keys) != 1) {
      step = random.nextInt(1, keys);
    }
    int[] words = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = (int) ((start + i % DISTINCT * step) % keys);
    }
    return words;
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
