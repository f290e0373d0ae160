package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.block.Faults;
import io.dsstream.block.TextBlock;
import io.dsstream.reducer.Aggregate;
import io.dsstream.table.CountTable;
import io.dsstream.text.LineEnds;
import io.dsstream.text.Utf8;
import io.dsstream.tokenizer.KeyedLines;
import io.dsstream.tokenizer.Line;
import java.util.HashMap;
import java.util.Map;

/**
 * Aggregates the values of blocks by key: what a task, or the driver for a light batch, does with
 * its bytes. Not thread-safe.
 */
final class KeyedCounter<T, A> {
  /** A character of a string takes three bytes at most, as an ellipsis does. */
  private static final int BYTES_A_CHAR = 3;

  /** More lines than a block has. */
  private static final int LINE_BITS = 28;

  private final KeyedLines<T> lines;
  private final Aggregate<? super T, A, ?> aggregate;
  private final long time;
  private final Map<String, A> totals = new HashMap<>();
  private Tally tally = Tally.ZERO;
  private long values;
  private long longTexts;

  KeyedCounter(KeyedLines<T> lines, Aggregate<? super T, A, ?> aggregate, long time) {
    this.lines = lines;
    this.aggregate = aggregate;
    this.time = time;
  }

  /**
   * Adds the values of a block.
   *
   * @param place of the block among those of the batch
   */
  void count(TextBlock block, long place) {
    byte[] bytes = block.bytes();
    int length = block.length();
    long malformed = 0;
    if (!Utf8.isWellFormed(bytes, 0, length)) {
      Utf8.Repaired repaired = Utf8.repair(bytes, 0, length);
      bytes = repaired.bytes();
      length = bytes.length;
      malformed = repaired.malformed();
    }
    long valuesBefore = values;
    long longTextsBefore = longTexts;
    long sequence = place << LINE_BITS;
    long unusable = 0;
    for (int from = 0; from < length; ) {
      int end = LineEnds.next(bytes, from, length);
      Line line = new Line(new String(bytes, from, end - from, UTF_8), time, sequence++);
      unusable += lines.read(line, this::add) ? 0 : 1;
      from = end < length ? LineEnds.skip(bytes, end, length) : length;
    }
    tally =
        tally.plus(
            Tally.of(block, LineEnds.count(bytes, 0, length))
                .withWords(
                    values - valuesBefore,
                    Faults.ofValues(malformed, longTexts - longTextsBefore, unusable)));
  }

  @SuppressWarnings("unchecked") // a string stays one
  private void add(String key, T value) {
    values++;
    T kept = value instanceof String text ? (T) bounded(text) : value;
    totals.compute(
        bounded(key),
        (k, total) -> total == null ? aggregate.of(kept) : aggregate.add(total, kept));
  }

  /** A key or an item has no more bytes than a word: what is kept of it stays for long. */
  private String bounded(String key) {
    if (key.length() <= CountTable.MAX_KEY_BYTES / BYTES_A_CHAR) {
      return key;
    }
    byte[] bytes = key.getBytes(UTF_8);
    if (bytes.length <= CountTable.MAX_KEY_BYTES) {
      return key;
    }
    longTexts++;
    int end = Utf8.characterStart(bytes, CountTable.MAX_KEY_BYTES - BYTES_A_CHAR);
    return new String(bytes, 0, end, UTF_8) + "…";
  }

  /** What each key has. */
  Map<String, A> totals() {
    return totals;
  }

  /** What the blocks held, their values among it as words. */
  Tally tally() {
    return tally;
  }
}
