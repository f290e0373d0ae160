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
import java.util.Arrays;

/**
 * Well-formed UTF-8 (The Unicode Standard, table 3-7): telling whether text is, and replacing what
 * is not by U+FFFD exactly as the JDK's decoder does.
 */
public final class Utf8 {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  /** The bytes of the longest character. */
  private static final int MAX_LENGTH = 4;

  private static final int STEP = 4 * Long.BYTES;

  // The states are where the next state lies in the long of a byte: what the text must go on with.
  private static final int STATE_BITS = 6;
  private static final int START = 0;
  private static final int MALFORMED = STATE_BITS;
  private static final int LAST = 2 * STATE_BITS;
  private static final int LAST_TWO = 3 * STATE_BITS;
  private static final int LAST_THREE = 4 * STATE_BITS;
  private static final int AFTER_E0 = 5 * STATE_BITS;
  private static final int AFTER_ED = 6 * STATE_BITS;
  private static final int AFTER_F0 = 7 * STATE_BITS;
  private static final int AFTER_F4 = 8 * STATE_BITS;

  /** For each byte the next state in each state. */
  private static final long[] NEXT = next();

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

  /** Where the character starts that byte {@code i} belongs to; in malformed text, near it. */
  public static int characterStart(byte[] bytes, int i) {
    int first = Math.max(0, i - (MAX_LENGTH - 1));
    int start = i;
    while (start > first && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    return start;
  }

  /** The text with each lone surrogate as U+FFFD. */
  public static String wellFormed(String text) {
    boolean alone = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    return alone ? new String(encode(text), StandardCharsets.UTF_8) : text;
  }

  /**
   * Whether all of [from, to) is well-formed.
   *
   * <p>ASCII is skipped; of other text each byte moves an automaton, whose next state is found by a
   * shift alone, without a branch (Vognsen, Shift-based DFAs).
   */
  public static boolean isWellFormed(byte[] bytes, int from, int to) {
    long state = START;
    int i = from;
    for (; i <= to - STEP; i += STEP) {
      if (state != START || !isAscii(bytes, i)) {
        state = after(bytes, i, i + STEP, state);
      }
    }
    return after(bytes, i, to, state) == START;
  }

  private static boolean isAscii(byte[] bytes, int i) {
    long all =
        Swar.load(bytes, i)
            | Swar.load(bytes, i + 8)
            | Swar.load(bytes, i + 16)
            | Swar.load(bytes, i + 24);
    return (all & Swar.HIGH) == 0;
  }

  private static long after(byte[] bytes, int from, int to, long before) {
    long state = before;
    for (int i = from; i < to; i++) {
      // A shift takes the low six bits of its count, so what else is in the long does no harm.
      state = NEXT[bytes[i] & 0xFF] >>> state;
    }
    return state & 63;
  }

  private static long[] next() {
    long[] next = new long[256];
    Arrays.fill(next, each(MALFORMED));
    allow(next, 0x00, 0x7F, START, START);
    allow(next, 0xC2, 0xDF, START, LAST);
    allow(next, 0xE0, 0xE0, START, AFTER_E0);
    allow(next, 0xE1, 0xEF, START, LAST_TWO);
    allow(next, 0xED, 0xED, START, AFTER_ED);
    allow(next, 0xF0, 0xF0, START, AFTER_F0);
    allow(next, 0xF1, 0xF3, START, LAST_THREE);
    allow(next, 0xF4, 0xF4, START, AFTER_F4);
    allow(next, 0x80, 0xBF, LAST, START);
    allow(next, 0x80, 0xBF, LAST_TWO, LAST);
    allow(next, 0x80, 0xBF, LAST_THREE, LAST_TWO);
    // The second byte's range shuts out overlong forms, surrogates and code points past U+10FFFF.
    allow(next, 0xA0, 0xBF, AFTER_E0, LAST);
    allow(next, 0x80, 0x9F, AFTER_ED, LAST);
    allow(next, 0x90, 0xBF, AFTER_F0, LAST_TWO);
    allow(next, 0x80, 0x8F, AFTER_F4, LAST_TWO);
    return next;
  }

  /** The same next state in all states. */
  private static long each(int state) {
    long all = 0;
    for (int from = START; from <= AFTER_F4; from += STATE_BITS) {
      all |= (long) state << from;
    }
    return all;
  }

  private static void allow(long[] next, int first, int last, int state, int then) {
    for (int b = first; b <= last; b++) {
      next[b] = next[b] & ~(63L << state) | (long) then << state;
    }
  }

  /**
   * A copy of [from, to) in which each malformed sequence is U+FFFD. The JDK's decoder tells where
   * a sequence ends; the well-formed bytes between are copied as they are.
   */
  public static Repaired repair(byte[] bytes, int from, int to) {
    ByteArrayOutputStream repaired = new ByteArrayOutputStream(to - from + 64);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer scratch = CharBuffer.allocate(8192);
    long malformed = 0;
    while (in.hasRemaining()) {
      int start = in.position();
      CoderResult result = decoder.decode(in, scratch.clear(), true);
      repaired.write(bytes, start, in.position() - start);
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
