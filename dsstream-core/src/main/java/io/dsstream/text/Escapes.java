package io.dsstream.text;

/**
 * Makes hostile text safe to show: on a terminal, in a log, in a file that a person opens.
 *
 * <p>Control characters (C0, DEL, C1), bidirectional controls, line and paragraph separators and
 * lone surrogates become <code>&#92;u{hex}</code>; so does a backslash that stands before <code>u{
 * </code>, which makes the escape reversible. Everything else stays: an ESC before <code>[2J</code>
 * is shown as <code>&#92;u{1b}[2J</code>.
 */
public final class Escapes {
  private Escapes() {}

  /** The text with every character that could act on a terminal escaped. */
  public static String visible(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (isUnsafe(c) || (c == '\\' && text.startsWith("u{", next))) {
        if (out == null) {
          out = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
      } else if (out != null) {
        out.appendCodePoint(c);
      }
      i = next;
    }
    return out == null ? text : out.toString();
  }

  /** Whether a character may move a cursor, reorder or break a line, or not be a character. */
  public static boolean isUnsafe(int c) {
    return c < 0x20
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xD800 && c <= 0xDFFF);
  }
}
