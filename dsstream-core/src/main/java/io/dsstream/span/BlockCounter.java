package io.dsstream.span;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import io.dsstream.text.LineEnds;
import io.dsstream.text.Utf8;
import io.dsstream.tokenizer.TokenSink;
import io.dsstream.tokenizer.Tokenizer;

/**
 * Counts the words of blocks into one table: all that a map task does with its bytes, and the hot
 * path of a batch. Who counts makes one counter and one table and gives it each of its blocks.
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
  /** Bytes that are still in a cache near the core when they are read a second time. */
  private static final int PIECE = 1 << 18;

  private final Tokenizer tokenizer;
  private final CountTable table;
  private final TokenSink sink;
  private final long wordsBefore;
  private final long longWordsBefore;
  private Tally tally = Tally.ZERO;
  private long words;
  private long malformed;

  /**
   * A counter that has read nothing.
   *
   * @param tokenizer what makes words of a block's lines
   * @param table where each word is added with the value 1; what it holds already stays
   */
  public BlockCounter(Tokenizer tokenizer, CountTable table) {
    this.tokenizer = tokenizer;
    this.table = table;
    this.sink = table.isSum() ? new Increments(table) : this::add;
    this.wordsBefore = table.isSum() ? table.total() : 0;
    this.longWordsBefore = table.cutKeys();
  }

  /**
   * Adds the words of a block.
   *
   * @throws ArithmeticException if the table's reducer refuses, as a sum past 2^63-1 does
   */
  public void count(TextBlock block) {
    byte[] bytes = block.bytes();
    int length = block.length();
    long lineEnds = 0;
    for (int from = 0; from < length; ) {
      int to = wholeLines(bytes, from, length);
      malformed += count(bytes, from, to);
      // Not before: the check of its UTF-8 brings a piece into the cache with less delay.
      lineEnds += LineEnds.count(bytes, from, to);
      from = to;
    }
    tally = tally.plus(Tally.of(block, lineEnds));
  }

  /** The end of a piece of whole lines, of {@link #PIECE} bytes or of one longer line. */
  private static int wholeLines(byte[] bytes, int from, int to) {
    if (to - from <= PIECE) {
      return to;
    }
    int end = LineEnds.lastEnd(bytes, from, from + PIECE);
    int last = end > from ? end - 1 : LineEnds.next(bytes, from + PIECE, to);
    return LineEnds.skip(bytes, last, to);
  }

  /** Counts whole lines, and tells how many malformed sequences they have. */
  private long count(byte[] bytes, int from, int to) {
    if (Utf8.isWellFormed(bytes, from, to)) {
      tokenizer.tokenizeLines(bytes, from, to, sink);
      return 0;
    }
    Utf8.Repaired repaired = Utf8.repair(bytes, from, to);
    tokenizer.tokenizeLines(repaired.bytes(), 0, repaired.bytes().length, sink);
    return repaired.malformed();
  }

  /** The table that the words went to. */
  public CountTable table() {
    return table;
  }

  /** What the blocks held, apart from their words. */
  public Tally tally() {
    // Words are not counted one by one where the counts tell.
    return tally.withWords(
        table.isSum() ? table.total() - wordsBefore : words,
        Faults.ofWords(malformed, table.cutKeys() - longWordsBefore));
  }

  private record Increments(CountTable table) implements TokenSink {
    @Override
    public void token(byte[] bytes, int from, int to) {
      table.add(bytes, from, to, 1);
    }

    @Override
    public void tokens(byte[] bytes, int[] starts, int[] ends, int n) {
      table.increment(bytes, starts, ends, n);
    }
  }

  private void add(byte[] bytes, int from, int to) {
    words++;
    table.add(bytes, from, to, 1);
  }
}
