package io.dsstream.span;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import java.io.Serializable;

/**
 * What a batch held, apart from its words.
 *
 * @param lines lines that ended in the batch
 * @param words tokens that the tokenizer gave, empty ones included; or values of keys
 * @param bytes bytes received, line ends included
 * @param faults what was wrong with them
 * @param pausedMillis for how long its sources read nothing, because too much text waited
 * @param ends sources that ended for good
 */
public record Tally(long lines, long words, long bytes, Faults faults, long pausedMillis, long ends)
    implements Serializable {
  /** Nothing. */
  public static final Tally ZERO = new Tally(0, 0, 0, Faults.NONE, 0, 0);

  /** The sum, field by field. */
  public Tally plus(Tally other) {
    return new Tally(
        lines + other.lines,
        words + other.words,
        bytes + other.bytes,
        faults.plus(other.faults),
        pausedMillis + other.pausedMillis,
        ends + other.ends);
  }

  /** This with more that was wrong. */
  Tally withFaults(Faults more) {
    return new Tally(lines, words, bytes, faults.plus(more), pausedMillis, ends);
  }

  /** What a block says of itself, its words not among it. */
  static Tally of(TextBlock block, long lineEnds) {
    return new Tally(
        block.lines(lineEnds),
        0,
        block.received(),
        block.faults(),
        block.pausedMillis(),
        block.isEnd() ? 1 : 0);
  }

  /** This with the words of the blocks, and what was wrong with those. */
  Tally withWords(long count, Faults ofWords) {
    return new Tally(lines, count, bytes, faults, pausedMillis, ends).withFaults(ofWords);
  }
}
