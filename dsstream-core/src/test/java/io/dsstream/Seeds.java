package io.dsstream;

import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Random inputs that can be repeated: seeds for parameterized tests, whose names show them. {@code
 * -Dseed=N} runs one again.
 */
public final class Seeds {
  /** What separates, combines, hides, reorders, escapes or breaks. */
  private static final String[] PIECES = {
    "a",
    "b",
    "the",
    "Ari",
    "don't",
    "\"q\"",
    "naïve",
    "東京",
    "日本語テキスト",
    "👩‍👩‍👧",
    "🇮🇩",
    "שלום",
    "مرحبا",
    "e\u0301",
    "ǅ",
    "İ",
    "ß",
    "Σς",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\u3000",
    "\u2028",
    "\u0085",
    "\u200b",
    "\u0000",
    "\u001b[2J",
    "\u007f",
    "\\",
    "\\u{",
    "-",
    "=1+1",
    "สวัสดี",
    "\uFFFD",
    "\uD83E\uDEE0",
    "x".repeat(8),
    "y".repeat(31),
    "-".repeat(100)
  };

  private Seeds() {}

  /** So many seeds, or the one that the user asks for. */
  public static LongStream some(int count) {
    Long one = Long.getLong("seed");
    return one != null ? LongStream.of(one) : new Random().longs(count);
  }

  /** A text of so many pieces, none of which ends a line. */
  public static String line(Random random, int pieces) {
    return join(pieces, i -> PIECES[random.nextInt(PIECES.length)]);
  }

  /** A text of so many pieces, line ends of every kind among them. */
  public static String lines(Random random, int pieces) {
    String[] ends = {"\n", "\r\n", "\r", "\n\n", "\r\r\n", "\n\r"};
    return join(
        pieces, i -> random.nextInt(4) == 0 ? ends[random.nextInt(ends.length)] : line(random, 1));
  }

  private static String join(int count, IntFunction<String> piece) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(piece.apply(i));
    }
    return text.toString();
  }
}
