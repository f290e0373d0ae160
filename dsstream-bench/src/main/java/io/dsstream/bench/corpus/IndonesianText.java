package io.dsstream.bench.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Sentences of 5 to 20 words that look like Indonesian: the frequent words are real ones, the
 * others made of its syllables, prefixes, suffixes and doublings ("anak-anak"); frequencies by
 * Zipf's law with exponent 1. As there, running words have about six letters, and long ones are
 * common.
 */
final class IndonesianText implements LineWriter {
  private static final List<String> FREQUENT =
      List.of(
          ("yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut "
                  + "bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang ia telah adalah "
                  + "seperti sebagai bahwa dapat para harus namun kita dua satu masih hari hanya mengatakan "
                  + "kepada kami setelah melakukan lalu belum lain dia kalau terjadi banyak menurut anda")
              .split(" "));
  private static final String[] CONSONANTS =
      "b c d g h j k l m n p r s t w y k n r s t l m b p ng ny".split(" ");
  private static final String[] VOWELS = "a a a a i i u u e e o".split(" ");
  private static final String[] ENDS = "n ng h k t s r m l".split(" ");
  private static final String[] PREFIXES = "me meng mem di ber ter pe peng ke se memper".split(" ");
  private static final String[] SUFFIXES = "kan an i nya".split(" ");

  private final String[] words;
  private final ZipfRanks ranks;

  IndonesianText(int size, Random random) {
    Set<String> taken = new HashSet<>(FREQUENT);
    words = new String[size];
    for (int rank = 0; rank < size; rank++) {
      words[rank] = rank < FREQUENT.size() ? FREQUENT.get(rank) : word(random, taken);
    }
    ranks = new ZipfRanks(size, 1.0);
  }

  @Override
  public void write(StringBuilder line, Random random) {
    int count = 5 + random.nextInt(16);
    for (int i = 0; i < count; i++) {
      String word = words[ranks.next(random)];
      line.append(i == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      line.append(i == count - 1 ? "." : random.nextInt(10) == 0 ? ", " : " ");
    }
  }

  private static String word(Random random, Set<String> taken) {
    for (; ; ) {
      String root = root(random);
      String word = random.nextInt(20) == 0 ? root + "-" + root : affixed(root, random);
      if (taken.add(word)) {
        return word;
      }
    }
  }

  private static String affixed(String root, Random random) {
    String prefix = random.nextInt(2) == 0 ? "" : pick(PREFIXES, random);
    return prefix + root + (random.nextInt(2) == 0 ? "" : pick(SUFFIXES, random));
  }

  private static String root(Random random) {
    String first = syllable(random, 4);
    String more = random.nextInt(4) == 0 ? syllable(random, 4) : "";
    return first + more + syllable(random, 2);
  }

  private static String syllable(Random random, int oneInSoManyClosed) {
    String end = random.nextInt(oneInSoManyClosed) == 0 ? pick(ENDS, random) : "";
    return pick(CONSONANTS, random) + pick(VOWELS, random) + end;
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
