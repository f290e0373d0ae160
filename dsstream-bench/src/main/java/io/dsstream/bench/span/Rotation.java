package io.dsstream.bench.span;

import io.dsstream.bench.Machine;
import io.dsstream.block.TextBlock;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks that take turns, and with as many copies of them as it takes are together larger than the
 * machine's largest cache: who goes round them reads memory, as a job does. There are no copies
 * where the system does not tell the cache, and no more than half of the heap has room for.
 */
public final class Rotation {
  private Rotation() {}

  /**
   * The blocks, and after them copies; element {@code i} equals block {@code i} modulo their
   * number.
   */
  public static List<TextBlock> of(List<TextBlock> blocks) {
    long bytes = blocks.stream().mapToLong(TextBlock::length).sum();
    int times = times(bytes, Machine.largestCache(), Runtime.getRuntime().maxMemory());
    return IntStream.range(0, times * blocks.size())
        .mapToObj(i -> i < blocks.size() ? blocks.get(i) : copy(blocks.get(i % blocks.size())))
        .toList();
  }

  /**
   * How many times so many bytes are more than the cache, if half of the heap has room for them.
   */
  static int times(long bytes, long cache, long heap) {
    return (int) Math.max(1, Math.min(cache / bytes + 1, heap / 2 / bytes));
  }

  private static TextBlock copy(TextBlock block) {
    return TextBlock.ofBytes(block.bytes().clone(), block.length());
  }
}
