package io.dsstream.bench.pipeline;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.block.TextBlock;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The text of a run.
 *
 * @param blocks are sent in turn; all hold the same words and are as long
 * @param count how many blocks are sent
 */
record Load(List<TextBlock> blocks, int count) {
  /** About so many bytes of the blocks: whole ones, or the first lines of the first. */
  static Load of(List<TextBlock> blocks, long bytes) {
    TextBlock first = blocks.get(0);
    return bytes < first.length()
        ? new Load(List.of(head(first, (int) bytes)), 1)
        : new Load(blocks, (int) (bytes / first.length()));
  }

  /** The lines that begin in the first so many bytes. */
  private static TextBlock head(TextBlock block, int length) {
    int end = length;
    while (block.bytes()[end - 1] != '\n') {
      end++;
    }
    return TextBlock.ofBytes(block.bytes(), end);
  }

  /** The blocks' bytes. */
  List<ByteBuffer> wire() {
    return blocks.stream().map(block -> ByteBuffer.wrap(block.bytes(), 0, block.length())).toList();
  }

  long bytes() {
    return (long) count * blocks.get(0).length();
  }

  /** How often each word occurs in one block. */
  Map<String, Long> countsOfBlock() {
    return SplitAndMerge.count(blocks.get(0));
  }
}
