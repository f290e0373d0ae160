package io.dsstream.span;

import io.dsstream.block.TextBlock;
import io.dsstream.table.CountTable;
import java.io.Serializable;

/**
 * What a batch held, apart from its words.
 *
 * @param lines lines that ended in the batch
 * @param words tokens that the tokenizer gave, empty ones included
 * @param bytes bytes received, line ends included
 * @param malformed malformed UTF-8 sequences that were read as U+FFFD
 * @param longLines lines over the source's bound, cut into pieces
 * @param longWords words of more than {@link CountTable#MAX_KEY_BYTES} bytes, cut to their start
 * @param ends sources that ended for good
 */
public record Tally(
    long lines, long words, long bytes, long malformed, long longLines, long longWords, long ends)
    implements Serializable {
  /** Nothing. */
  public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0);

  /** The sum, field by field. */
  public Tally plus(Tally other) {
    return new Tally(
        lines + other.lines,
        words + other.words,
        bytes + other.bytes,
        malformed + other.malformed,
        longLines + other.longLines,
        longWords + other.longWords,
        ends + other.ends);
  }

  /** What a block says of itself, its words not among it. */
  static Tally of(TextBlock block, long lineEnds, long malformed) {
    long ends = block.isEnd() ? 1 : 0;
    return new Tally(
        block.lines(lineEnds), 0, block.received(), malformed, block.longLines(), 0, ends);
  }

  Tally withWords(long words, long longWords) {
    return new Tally(lines, words, bytes, malformed, longLines, longWords, ends);
  }
}
