package io.dsstream.tokenizer;

/**
 * The scan loops of {@link Tokenizers#space()}. No byte of a multi-byte UTF-8 character is below
 * 0x80, so comparing bytes is comparing characters.
 */
final class SpaceScan {
  private SpaceScan() {}

  static void line(byte[] bytes, int from, int to, TokenSink sink) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == ' ') {
        sink.token(bytes, start, i);
        start = i + 1;
      }
    }
    sink.token(bytes, start, to);
  }

  /**
   * Lines in one pass: a space ends a word, a line end ends a word and a line. {@code start} is
   * always the first byte of the current word and never passes {@code i + 1}, but for a CRLF, whose
   * second byte is stepped over.
   */
  static void lines(byte[] bytes, int from, int to, TokenSink sink) {
    int start = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == ' ' || b == '\n' || b == '\r') {
        sink.token(bytes, start, i);
        if (b == '\r' && i + 1 < to && bytes[i + 1] == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < to) {
      sink.token(bytes, start, to);
    }
  }
}
