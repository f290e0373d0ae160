package io.dsstream.bench.growth;

import io.dsstream.block.TextBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a text of always the same bytes and words, more or fewer of which differ: lines of ten
 * words of seven letters. Each distinct word comes once, evenly spread, and the words between are
 * drawn from all of them, each as likely as any other: no cache finds favourites.
 */
final class DistinctWords {
  private static final int WORDS_PER_BLOCK =
      BatchText.BLOCK_BYTES / (MadeWords.BYTES * MadeWords.PER_LINE) * MadeWords.PER_LINE;
  private static final long SEED = 1611;

  private final int words;
  private final int distinct;
  private final Random random = new Random(SEED);
  private int made;

  private DistinctWords(int words, int distinct) {
    this.words = words;
    this.distinct = distinct;
  }

  /**
   * So many words, of which so many differ.
   *
   * @param words a multiple of ten and of {@code distinct}
   */
  static BatchText text(int words, int distinct) {
    if (words % distinct != 0 || words % MadeWords.PER_LINE != 0) {
      throw new IllegalArgumentException(
          "words must be a multiple of 10 and of %d: %d".formatted(distinct, words));
    }
    DistinctWords maker = new DistinctWords(words, distinct);
    List<TextBlock> blocks = new ArrayList<>();
    while (maker.made < words) {
      blocks.add(maker.block());
    }
    return new BatchText(blocks, words, distinct);
  }

  private TextBlock block() {
    byte[] bytes = new byte[Math.min(WORDS_PER_BLOCK, words - made) * MadeWords.BYTES];
    for (int at = 0; at < bytes.length; at += MadeWords.BYTES) {
      int number = next();
      made++;
      MadeWords.write(number, bytes, at, made % MadeWords.PER_LINE == 0);
    }
    return TextBlock.ofBytes(bytes, bytes.length);
  }

  private int next() {
    int every = words / distinct;
    return made % every == 0 ? made / every : random.nextInt(distinct);
  }
}
