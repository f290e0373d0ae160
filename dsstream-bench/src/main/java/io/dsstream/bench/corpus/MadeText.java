package io.dsstream.bench.corpus;

import io.dsstream.block.TextBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Cuts the lines of a {@link LineWriter} into blocks.
 *
 * <p>The randomness is {@link Random}'s, whose algorithm its Javadoc fixes: a seed gives the same
 * text on every JDK.
 */
final class MadeText {
  private final LineWriter writer;
  private final Random random;
  private final StringBuilder line = new StringBuilder();

  MadeText(LineWriter writer, long seed) {
    this.writer = writer;
    this.random = new Random(seed);
  }

  /** The next blocks of the text, each of whole lines and at most so many bytes. */
  List<TextBlock> blocks(int blocks, int maxBytes) {
    return Stream.generate(() -> block(maxBytes)).limit(blocks).toList();
  }

  /** A block; the line that does not fit any more is in none. */
  private TextBlock block(int maxBytes) {
    byte[] bytes = new byte[maxBytes];
    int length = 0;
    for (byte[] next = line(); next.length <= maxBytes - length; next = line()) {
      System.arraycopy(next, 0, bytes, length, next.length);
      length += next.length;
    }
    return TextBlock.ofBytes(Arrays.copyOf(bytes, length), length);
  }

  private byte[] line() {
    line.setLength(0);
    writer.write(line, random);
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}
