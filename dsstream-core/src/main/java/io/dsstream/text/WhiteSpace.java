package io.dsstream.text;

/**
 * Unicode's White_Space property (PropList.txt, 25 code points, unchanged since Unicode 6.3) on
 * UTF-8 bytes. U+200B to U+200D and U+2060 are not white space.
 */
public final class WhiteSpace {
  private WhiteSpace() {}

  /**
   * The length in bytes of the white-space character at {@code i}, or 0 if there is none. Reads no
   * byte at or past {@code to}.
   */
  public static int length(byte[] bytes, int i, int to) {
    byte b = bytes[i];
    if (b >= 0) {
      return b == ' ' || (b >= '\t' && b <= '\r') ? 1 : 0;
    }
    return switch (b & 0xFF) {
      case 0xC2 -> i + 2 <= to && isTwoByte(bytes[i + 1] & 0xFF) ? 2 : 0;
      case 0xE1, 0xE2, 0xE3 -> i + 3 <= to && isThreeByte(codePoint(bytes, i)) ? 3 : 0;
      default -> 0;
    };
  }

  private static boolean isTwoByte(int second) {
    return second == 0x85 || second == 0xA0;
  }

  private static int codePoint(byte[] bytes, int i) {
    return (bytes[i] & 0x0F) << 12 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F);
  }

  private static boolean isThreeByte(int codePoint) {
    return (codePoint >= 0x2000 && codePoint <= 0x200A)
        || switch (codePoint) {
          case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
          default -> false;
        };
  }
}
