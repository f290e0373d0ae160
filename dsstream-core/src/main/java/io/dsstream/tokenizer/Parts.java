package io.dsstream.tokenizer;

/** The parts of a line, one after the other, so that a long line costs no more than its text. */
final class Parts {
  private final String line;
  private final String separator;
  private int from;
  private int to = -1;

  /**
   * @param separator what is between parts, which may be empty then; null for white space, and no
   *     part is empty
   */
  Parts(String line, String separator) {
    this.line = line;
    this.separator = separator;
  }

  /** Goes to the next part; false if there is none. */
  boolean next() {
    return separator == null ? nextWord() : nextField();
  }

  private boolean nextWord() {
    from = Math.max(to, 0);
    while (from < line.length() && isSpace(line.charAt(from))) {
      from++;
    }
    to = from;
    while (to < line.length() && !isSpace(line.charAt(to))) {
      to++;
    }
    return from < to;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private boolean nextField() {
    if (to == line.length()) {
      return false;
    }
    from = to < 0 ? 0 : to + separator.length();
    int end = line.indexOf(separator, from);
    to = end < 0 ? line.length() : end;
    return true;
  }

  /** The part, after {@link #next}. */
  String text() {
    return line.substring(from, to);
  }

  /** Whether the part is {@code name=…}. */
  boolean isNamed(String name) {
    int equals = from + name.length();
    return equals < to && line.charAt(equals) == '=' && line.startsWith(name, from);
  }
}
