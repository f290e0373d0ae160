package io.dsstream.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Lower-cases tokens: ASCII byte by byte, anything else by the JDK and the root locale. */
final class LowerCase implements TokenSink {
  private final TokenSink next;
  private byte[] scratch = new byte[64];

  LowerCase(TokenSink next) {
    this.next = next;
  }

  @Override
  public void token(byte[] bytes, int from, int to) {
    boolean upper = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b < 0) {
        unicode(bytes, from, to);
        return;
      }
      upper |= isUpper(b);
    }
    if (upper) {
      ascii(bytes, from, to);
    } else {
      next.token(bytes, from, to);
    }
  }

  private static boolean isUpper(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private void ascii(byte[] bytes, int from, int to) {
    int length = to - from;
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, 2 * scratch.length)];
    }
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      scratch[i] = isUpper(b) ? (byte) (b | 0x20) : b;
    }
    next.token(scratch, 0, length);
  }

  private void unicode(byte[] bytes, int from, int to) {
    String token = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    byte[] lower = token.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    next.token(lower, 0, lower.length);
  }
}
