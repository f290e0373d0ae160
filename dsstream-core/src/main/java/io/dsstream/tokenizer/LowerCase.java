package io.dsstream.tokenizer;

import io.dsstream.text.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Lower-cases tokens: ASCII eight bytes at a time, scripts without case not at all, anything else
 * by the JDK and the root locale.
 */
final class LowerCase implements TokenSink {
  /** Most words are no longer. */
  private static final int SHORT = 2 * Long.BYTES;

  private final TokenSink next;
  private byte[] scratch = new byte[4 * SHORT];

  LowerCase(TokenSink next) {
    this.next = next;
  }

  @Override
  public void token(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= SHORT && from <= bytes.length - SHORT) {
      long head = Swar.load(bytes, from) & Swar.first(Math.min(length, Long.BYTES));
      long tail = Swar.load(bytes, from + 8) & Swar.first(Math.max(length - Long.BYTES, 0));
      if (((head | tail) & Swar.HIGH) == 0) {
        Swar.store(scratch, 0, lower(head));
        Swar.store(scratch, Long.BYTES, lower(tail));
        next.token(scratch, 0, length);
        return;
      }
    }
    slowly(bytes, from, to);
  }

  /** Adds 0x20, a quarter of the high bit, to each byte from A to Z. */
  static long lower(long eight) {
    long low = Swar.low(eight);
    long upper = Swar.atLeast(low, 'A') & ~Swar.atLeast(low, 'Z' + 1) & ~eight & Swar.HIGH;
    return eight | upper >>> 2;
  }

  private void slowly(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = bytes[i] & 0xFF;
      // From U+3000 to U+9FFF, by their lead bytes and continuation bytes, nothing has case.
      if (b >= 0xC0 && (b < 0xE3 || b > 0xE9)) {
        unicode(bytes, from, to);
        return;
      }
    }
    ascii(bytes, from, to);
  }

  private void ascii(byte[] bytes, int from, int to) {
    int length = to - from;
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    for (int i = 0; i < length; i++) {
      scratch[i] = (byte) lower(bytes[from + i] & 0xFF);
    }
    next.token(scratch, 0, length);
  }

  private void unicode(byte[] bytes, int from, int to) {
    String token = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    byte[] lower = token.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    next.token(lower, 0, lower.length);
  }
}
