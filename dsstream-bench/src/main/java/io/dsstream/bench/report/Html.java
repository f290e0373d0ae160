package io.dsstream.bench.report;

/** HTML from text that nobody vouches for. */
final class Html {
  private Html() {}

  /** The text, fit for an element's content and for an attribute in quotation marks. */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> html.append(escape(c)));
    return html.toString();
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> isText(codePoint) ? Character.toString(codePoint) : "\uFFFD";
    };
  }

  /** Controls, and what turns the direction of the text around it, are none. */
  private static boolean isText(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
  }
}
