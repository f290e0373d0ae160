package io.dsstream.bench.corpus;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Paragraphs of Han characters with Chinese punctuation: three bytes a character and hardly a
 * space, so that split at spaces most "words" are whole paragraphs, hundreds of bytes long. A
 * clause in ten has a number or a Latin name in it, between spaces.
 *
 * <p>The characters are drawn by Zipf's law with exponent 1, of 3,500, as many as are in common
 * use.
 */
final class ChineseText implements LineWriter {
  private static final int CHARACTERS = 3_500;
  private static final int FIRST = 0x4E00;
  private static final int LAST = 0x9FA5;
  private static final String[] NAMES = {"Java", "Spark", "UTF-8", "Linux", "TCP"};

  private final List<Integer> characters;
  private final ZipfRanks ranks = new ZipfRanks(CHARACTERS, 1.0);

  ChineseText(Random random) {
    characters = IntStream.rangeClosed(FIRST, LAST).boxed().collect(Collectors.toList());
    Collections.shuffle(characters, random);
  }

  @Override
  public void write(StringBuilder line, Random random) {
    int sentences = 1 + random.nextInt(6);
    for (int sentence = 0; sentence < sentences; sentence++) {
      for (int clauses = random.nextInt(3); clauses > 0; clauses--) {
        clause(line, random);
        line.append(random.nextInt(6) == 0 ? '、' : '，');
      }
      clause(line, random);
      line.append(random.nextInt(8) == 0 ? '？' : '。');
    }
  }

  private void clause(StringBuilder line, Random random) {
    characters(line, random);
    if (random.nextInt(10) == 0) {
      boolean number = random.nextBoolean();
      line.append(' ').append(number ? random.nextInt(3000) : NAMES[random.nextInt(NAMES.length)]);
      line.append(' ');
      characters(line, random);
    }
  }

  private void characters(StringBuilder line, Random random) {
    for (int count = 3 + random.nextInt(13); count > 0; count--) {
      line.appendCodePoint(characters.get(ranks.next(random)));
    }
  }
}
