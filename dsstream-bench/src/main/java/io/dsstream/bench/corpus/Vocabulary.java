package io.dsstream.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Distinct words of random letters a to z, the most frequent first.
 *
 * <p>Frequent words are short (Zipf's law of abbreviation): a word's mean length grows with the
 * logarithm of its rank. The constants are chosen so that, over 100,000 words, a word of running
 * text has about five letters and a dictionary entry about eight, as in English.
 */
final class Vocabulary {
  static final int MAX_LETTERS = 24;

  private static final double FIRST_LETTERS = 0.7;
  private static final double LETTERS_PER_DOUBLING = 0.48;
  private static final double SPREAD = 1.8;

  private Vocabulary() {}

  /** So many words by rank. */
  static byte[][] words(int size, Random random) {
    byte[][] words = new byte[size][];
    Set<String> taken = new HashSet<>();
    for (int rank = 1; rank <= size; rank++) {
      words[rank - 1] = word(rank, random, taken).getBytes(StandardCharsets.US_ASCII);
    }
    return words;
  }

  /** A word that is not yet taken; each failure makes it a letter longer. */
  private static String word(int rank, Random random, Set<String> taken) {
    for (int length = length(rank, random); ; length = clamp(length + 1)) {
      String word = letters(length, random);
      if (taken.add(word)) {
        return word;
      }
    }
  }

  private static int length(int rank, Random random) {
    double doublings = StrictMath.log(rank) / StrictMath.log(2);
    double mean = FIRST_LETTERS + LETTERS_PER_DOUBLING * doublings;
    return clamp((int) Math.round(mean + SPREAD * random.nextGaussian()));
  }

  private static int clamp(int letters) {
    return Math.max(1, Math.min(letters, MAX_LETTERS));
  }

  private static String letters(int count, Random random) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }
}
