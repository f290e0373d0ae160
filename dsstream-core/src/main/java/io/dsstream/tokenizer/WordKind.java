package io.dsstream.tokenizer;

/**
 * What a character is to word boundaries, as bits: Word_Break of ASCII as ICU 77 has it, and one
 * kind for all the rest.
 */
final class WordKind {
  /** Ends words and is part of none: space, line end, control character, most punctuation. */
  static final int BREAK = 0;

  static final int LETTER = 1;
  static final int DIGIT = 2;
  static final int LOW_LINE = 4;

  /** Not ASCII: no byte of such a character is. */
  static final int WIDE = 64;

  private static final int WORD = LETTER | DIGIT | LOW_LINE;
  private static final int JOINER = 3;
  private static final int JOINS_LETTERS = LETTER << JOINER;
  private static final int JOINS_DIGITS = DIGIT << JOINER;

  /** Joins nothing but Hebrew letters. */
  private static final int QUOTE = 32;

  private static final byte[] KINDS = new byte[128];

  static {
    for (int c = 0; c < KINDS.length; c++) {
      KINDS[c] = (byte) kind(c);
    }
  }

  private WordKind() {}

  private static int kind(int c) {
    return switch (c) {
      case '_' -> LOW_LINE;
      case '.', '\'' -> JOINS_LETTERS | JOINS_DIGITS;
      case ':' -> JOINS_LETTERS;
      case ',', ';' -> JOINS_DIGITS;
      case '"' -> QUOTE;
      default -> Character.isDigit(c) ? DIGIT : Character.isLetter(c) ? LETTER : BREAK;
    };
  }

  static int of(byte b) {
    return b < 0 ? WIDE : KINDS[b];
  }

  /**
   * Whether an ASCII character belongs to a word, by the kinds of it and of its neighbours; {@link
   * #BREAK} stands for none. Where that depends on what a wide neighbour is, it does.
   */
  static boolean isInWord(int left, int kind, int right) {
    if (kind == LETTER || kind == DIGIT) {
      return true;
    }
    if (kind == LOW_LINE) {
      return ((left | right) & (WORD | WIDE)) != 0;
    }
    boolean joins = (kind >> JOINER & left & right & (LETTER | DIGIT)) != 0;
    return joins || kind != BREAK && (left & WORD) != 0 && right == WIDE;
  }
}
