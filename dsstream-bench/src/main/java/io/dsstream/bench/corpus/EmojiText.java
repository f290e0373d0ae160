package io.dsstream.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Messages of 3 to 15 made-up words with emoji: of one, two and many code points (skin tones,
 * flags, families joined by U+200D, variation selectors), a third of the words followed by one to
 * three, half of those without a space.
 */
final class EmojiText implements LineWriter {
  private static final String[] EMOJI = {
    "😀",
    "😂",
    "😭",
    "🙏",
    "🔥",
    "🎉",
    "💯",
    "🤔",
    "✨",
    "❤️",
    "☀️",
    "👍🏽",
    "👋🏿",
    "🇮🇩",
    "🇯🇵",
    "👩‍💻",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🧑🏾‍🚀",
    "❤️‍🔥",
    "1️⃣"
  };

  private final byte[][] words;
  private final ZipfRanks ranks;

  EmojiText(int size, Random random) {
    words = Vocabulary.words(size, random);
    ranks = new ZipfRanks(size, 1.0);
  }

  @Override
  public void write(StringBuilder line, Random random) {
    int count = 3 + random.nextInt(13);
    for (int i = 0; i < count; i++) {
      line.append(i == 0 ? "" : " ");
      line.append(new String(words[ranks.next(random)], StandardCharsets.ISO_8859_1));
      if (random.nextInt(3) == 0) {
        line.append(random.nextBoolean() ? "" : " ");
        emoji(line, random);
      }
    }
  }

  private static void emoji(StringBuilder line, Random random) {
    String one = EMOJI[random.nextInt(EMOJI.length)];
    line.append(one.repeat(1 + random.nextInt(3)));
  }
}
