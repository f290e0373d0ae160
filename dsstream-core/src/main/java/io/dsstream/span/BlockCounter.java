package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import io.dsstream.text.Utf8;
import io.dsstream.tokenizer.TokenSink;
import io.dsstream.tokenizer.Tokenizer;

/**
 * Counts the words of blocks into one table: all that a map task does with its bytes, and the hot
 * path of a batch. A task makes one counter and one table and gives it each of its blocks.
 *
 * <p>Malformed UTF-8 is read as U+FFFD. Not thread-safe.
 *
 * <pre>{@code
 * BlockCounter counter =
 *     new BlockCounter(Tokenizers.space(), new CountTable(seed));
 * counter.count(TextBlock.ofLines("to be", "or not"));
 * counter.table().size();   // 4
 * counter.tally().words();  // 4
 * }</pre>
 */
public final class BlockCounter {
  private final Tokenizer tokenizer;
  private final CountTable table;
  private final TokenSink sink;
  private final long before;
  private Tally tally = Tally.ZERO;
  private long words;

  /**
   * A counter that has read nothing.
   *
   * @param tokenizer what makes words of a block's lines
   * @param table where each word is added with the value 1; what it holds already stays
   */
  public BlockCounter(Tokenizer tokenizer, CountTable table) {
    this.tokenizer = tokenizer;
    this.table = table;
    this.sink = table.isSum() ? table::increment : this::add;
    this.before = table.isSum() ? table.total() : 0;
  }

  /**
   * Adds the words of a block.
   *
   * @throws ArithmeticException if the table's reducer refuses, as a sum past 2^63-1 does
   */
  public void count(TextBlock block) {
    long malformed = 0;
    byte[] bytes = block.bytes();
    int length = block.length();
    if (!block.isWellFormed()) {
      Utf8.Repaired repaired = Utf8.repair(bytes, length);
      malformed = repaired.malformed();
      bytes = repaired.bytes();
      length = bytes.length;
    }
    tokenizer.tokenizeLines(bytes, 0, length, sink);
    tally = tally.plus(Tally.of(block, malformed));
  }

  /** The table that the words went to. */
  public CountTable table() {
    return table;
  }

  /** What the blocks held, apart from their words. */
  public Tally tally() {
    // Words are not counted one by one where the counts tell.
    return tally.withWords(table.isSum() ? table.total() - before : words);
  }

  private void add(byte[] bytes, int from, int to) {
    words++;
    table.add(bytes, from, to, 1);
  }
}
