package io.dsstream.sink;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;

/** How many columns of a terminal a text takes (UAX #11): wide characters two, marks none. */
final class DisplayWidth {
  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** The text, or as much of it as leaves room for an ellipsis in so many columns. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int width = 0;
    int end = 0;
    while (width + of(text.codePointAt(end)) < columns) {
      width += of(text.codePointAt(end));
      end += Character.charCount(text.codePointAt(end));
    }
    return text.substring(0, end) + "…";
  }

  private static int of(int codePoint) {
    switch (UCharacter.getType(codePoint)) {
      case UCharacterCategory.NON_SPACING_MARK,
      UCharacterCategory.ENCLOSING_MARK,
      UCharacterCategory.FORMAT:
        return 0;
      default:
        int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
        boolean wide =
            width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
        return wide ? 2 : 1;
    }
  }
}
