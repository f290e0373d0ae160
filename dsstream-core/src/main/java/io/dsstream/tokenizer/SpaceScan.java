package io.dsstream.tokenizer;

import static io.dsstream.text.Swar.load;

import io.dsstream.text.Swar;
import java.util.Arrays;

/**
 * The scan loops of {@link Tokenizers#space()}. No byte of a multi-byte UTF-8 character is below
 * 0x80, so comparing bytes is comparing characters.
 */
final class SpaceScan {
  private static final int CHUNK = 64;

  /** Text and marks of a page lie in the first-level cache together. */
  private static final int PAGE = 4096;

  // A sink must not tokenise on its own thread, which none has a reason to.
  private static final ThreadLocal<byte[]> MARKS = ThreadLocal.withInitial(() -> new byte[PAGE]);

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
   * Lines, a page at a time: first each delimiter is marked, then the marks are taken, 64 at a time
   * as the bits of a long. {@code start} is the first byte of the word that has no end yet.
   *
   * <p>A search for the next delimiter would end at an unpredictable byte of every word; here the
   * processor mispredicts once in 64 bytes, where the last bit has been taken.
   */
  static void lines(byte[] bytes, int from, int to, TokenSink sink) {
    byte[] marks = MARKS.get();
    int start = from;
    for (int page = from; page < to; page += PAGE) {
      int length = Math.min(PAGE, to - page);
      mark(bytes, page, marks, length);
      for (int i = 0; i < length; i += CHUNK) {
        for (long ends = marked(marks, i); ends != 0; ends &= ends - 1) {
          int end = page + i + Long.numberOfTrailingZeros(ends);
          if (start != end || !isLfOfCrLf(bytes, from, end)) {
            sink.token(bytes, start, end);
          }
          start = end + 1;
        }
      }
    }
    if (start < to) {
      sink.token(bytes, start, to);
    }
  }

  /**
   * Sets the high bit of a mark for each delimiter, and for nothing else. Where a byte equals
   * another, their difference less 1 has its high bit set; of other bytes only those past ASCII
   * have that.
   *
   * <p>Marks are made where the text was copied to, for a loop over one array is what the JIT
   * compiler makes vector instructions of.
   */
  private static void mark(byte[] bytes, int from, byte[] marks, int length) {
    System.arraycopy(bytes, from, marks, 0, length);
    int chunks = length + CHUNK - 1 & -CHUNK;
    Arrays.fill(marks, length, chunks, (byte) 0);
    for (int i = 0; i < chunks; i++) {
      int b = marks[i];
      marks[i] = (byte) (((b ^ ' ') - 1 | (b ^ '\n') - 1 | (b ^ '\r') - 1) & ~b);
    }
  }

  private static long marked(byte[] marks, int i) {
    return Swar.bits(
        load(marks, i),
        load(marks, i + 8),
        load(marks, i + 16),
        load(marks, i + 24),
        load(marks, i + 32),
        load(marks, i + 40),
        load(marks, i + 48),
        load(marks, i + 56));
  }

  /** The LF of a CRLF ends nothing: the word that the CR ended was the line's last. */
  private static boolean isLfOfCrLf(byte[] bytes, int from, int end) {
    return bytes[end] == '\n' && end > from && bytes[end - 1] == '\r';
  }
}
