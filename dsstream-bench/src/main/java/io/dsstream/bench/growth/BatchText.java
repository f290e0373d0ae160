package io.dsstream.bench.growth;

import io.dsstream.bench.baseline.SplitAndMerge;
import io.dsstream.bench.corpus.Corpora;
import io.dsstream.block.TextBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The text of a batch, and what must be counted in it.
 *
 * @param blocks as large as a receiver's; one may come several times
 * @param words how many words they hold, empty ones included
 * @param distinct how many of them differ
 */
record BatchText(List<TextBlock> blocks, long words, long distinct) {
  /** As a receiver cuts them. */
  static final int BLOCK_BYTES = 4 << 20;

  /** So many bytes of the King James text, which is repeated from 99 MB on. */
  static BatchText kingJames(long bytes) {
    List<TextBlock> text =
        Corpora.blocks(Corpora.KJV).stream().flatMap(block -> cut(block).stream()).toList();
    return counted(take(text, bytes));
  }

  long bytes() {
    return blocks.stream().mapToLong(TextBlock::length).sum();
  }

  /** The text in blocks of whole lines. */
  private static List<TextBlock> cut(TextBlock text) {
    List<TextBlock> blocks = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(from + BLOCK_BYTES, text.length());
      while (text.bytes()[to - 1] != '\n') {
        to--;
      }
      blocks.add(block(Arrays.copyOfRange(text.bytes(), from, to)));
      from = to;
    }
    return blocks;
  }

  /** Blocks in turn and, to have exactly so many bytes, the beginning of the last. */
  private static List<TextBlock> take(List<TextBlock> text, long bytes) {
    List<TextBlock> taken = new ArrayList<>();
    long left = bytes;
    for (int i = 0; left > 0; i++) {
      TextBlock next = text.get(i % text.size());
      taken.add(left < next.length() ? head(next, (int) left) : next);
      left -= next.length();
    }
    return taken;
  }

  private static TextBlock head(TextBlock block, int length) {
    byte[] bytes = Arrays.copyOf(block.bytes(), length);
    bytes[length - 1] = '\n';
    return block(bytes);
  }

  private static TextBlock block(byte... bytes) {
    return TextBlock.ofBytes(bytes, bytes.length);
  }

  private static BatchText counted(List<TextBlock> blocks) {
    Map<TextBlock, Map<String, Long>> counts =
        blocks.parallelStream()
            .distinct()
            .collect(Collectors.toConcurrentMap(Function.identity(), SplitAndMerge::count));
    Set<String> distinct = new HashSet<>();
    counts.values().forEach(count -> distinct.addAll(count.keySet()));
    long words = blocks.stream().mapToLong(block -> sum(counts.get(block))).sum();
    return new BatchText(blocks, words, distinct.size());
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
