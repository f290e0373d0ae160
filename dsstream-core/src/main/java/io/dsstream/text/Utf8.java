package io.dsstream.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Well-formed UTF-8 (The Unicode Standard, table 3-7): finding where text is not, and replacing
 * what is not by U+FFFD exactly as the JDK's decoder does.
 */
public final class Utf8 {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private Utf8() {}

  /** UTF-8 of a string, lone surrogates as U+FFFD where {@code getBytes} would write '?'. */
  public static byte[] encode(String text) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(REPLACEMENT);
    try {
      ByteBuffer out = encoder.encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[out.remaining()];
      out.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new AssertionError("an encoder that replaces reports nothing", e);
    }
  }

  /** The text with each lone surrogate as U+FFFD. */
  public static String wellFormed(String text) {
    boolean alone = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    return alone ? new String(encode(text), StandardCharsets.UTF_8) : text;
  }

  /**
   * The index of the first byte of the first malformed sequence in [from, to), or {@code to}. Reads
   * 32 bytes at once only where all of them lie below {@code to}.
   */
  public static int firstMalformed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (i <= to - 4 * Long.BYTES && isAscii(bytes, i)) {
        i += 4 * Long.BYTES;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        int length = sequence(bytes, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return to;
  }

  private static boolean isAscii(byte[] bytes, int i) {
    long all =
        Swar.load(bytes, i)
            | Swar.load(bytes, i + 8)
            | Swar.load(bytes, i + 16)
            | Swar.load(bytes, i + 24);
    return (all & Swar.HIGH) == 0;
  }

  /** The length of the well-formed multi-byte sequence at {@code i}, or 0 if it is malformed. */
  private static int sequence(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + length > to) {
      return 0;
    }
    int second = b[i + 1] & 0xFF;
    // The second byte's range shuts out overlong forms, surrogates and code points past U+10FFFF.
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /**
   * A copy of [0, length) in which each malformed sequence is U+FFFD. The JDK's decoder tells where
   * a sequence ends; the well-formed bytes between are copied as they are.
   */
  public static Repaired repair(byte[] bytes, int length) {
    ByteArrayOutputStream repaired = new ByteArrayOutputStream(length + 64);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer scratch = CharBuffer.allocate(8192);
    long malformed = 0;
    while (in.hasRemaining()) {
      int from = in.position();
      CoderResult result = decoder.decode(in, scratch.clear(), true);
      repaired.write(bytes, from, in.position() - from);
      if (result.isError()) {
        repaired.writeBytes(REPLACEMENT);
        in.position(in.position() + result.length());
        malformed++;
      }
    }
    return new Repaired(repaired.toByteArray(), malformed);
  }

  /**
   * Text made well-formed.
   *
   * @param bytes the text
   * @param malformed how many malformed sequences it had
   */
  public record Repaired(byte[] bytes, long malformed) {}
}
