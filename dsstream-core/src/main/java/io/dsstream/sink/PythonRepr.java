package io.dsstream.sink;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import java.util.Locale;

/**
 * Python's {@code repr} of a string (CPython, {@code unicode_repr}): single quotes, double ones if
 * the text has single quotes only; what {@code str.isprintable} refuses is escaped. Which code
 * points are assigned is ICU's knowledge (Unicode 16, as Python 3.14).
 */
final class PythonRepr {
  private PythonRepr() {}

  static String of(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> append(out, c, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int c, char quote) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c == quote || c == '\\') {
          out.append('\\').append((char) c);
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(hex(c));
        }
      }
    }
  }

  private static String hex(int c) {
    String format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    return String.format(Locale.ROOT, format, c);
  }

  private static boolean isPrintable(int c) {
    return switch (UCharacter.getType(c)) {
      case UCharacterCategory.CONTROL,
          UCharacterCategory.FORMAT,
          UCharacterCategory.SURROGATE,
          UCharacterCategory.PRIVATE_USE,
          UCharacterCategory.UNASSIGNED,
          UCharacterCategory.LINE_SEPARATOR,
          UCharacterCategory.PARAGRAPH_SEPARATOR ->
          false;
      case UCharacterCategory.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
