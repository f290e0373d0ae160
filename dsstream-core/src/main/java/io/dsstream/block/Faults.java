package io.dsstream.block;

import java.io.Serializable;

/**
 * What was not as it should be with some text, each a number of times.
 *
 * @param malformed malformed UTF-8 sequences that were read as U+FFFD
 * @param longLines lines over the source's bound, cut into pieces
 * @param longWords words, keys or items over a table's bound, cut to their start
 * @param partialLines lines of which the rest never came, and which were dropped
 * @param reconnects connections that a source made after one that was lost
 * @param byteOrderMarks marks before the first line of a connection or file, which are no part of
 *     it
 * @param skippedFiles files that could not be read, or not again
 * @param unusableLines lines in which no key or value was found, where such are wanted
 */
public record Faults(
    long malformed,
    long longLines,
    long longWords,
    long partialLines,
    long reconnects,
    long byteOrderMarks,
    long skippedFiles,
    long unusableLines)
    implements Serializable {
  /** None. */
  public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0);

  private static final Faults LONG_LINE = new Faults(0, 1, 0, 0, 0, 0, 0, 0);
  private static final Faults PARTIAL_LINE = new Faults(0, 0, 0, 1, 0, 0, 0, 0);
  private static final Faults RECONNECT = new Faults(0, 0, 0, 0, 1, 0, 0, 0);
  private static final Faults BYTE_ORDER_MARK = new Faults(0, 0, 0, 0, 0, 1, 0, 0);

  /** A line that began to exceed its bound. */
  public static Faults longLine() {
    return LONG_LINE;
  }

  /** A line that was dropped. */
  public static Faults partialLine() {
    return PARTIAL_LINE;
  }

  /** A connection after one that was lost. */
  public static Faults reconnect() {
    return RECONNECT;
  }

  /** A byte order mark that was dropped. */
  public static Faults byteOrderMark() {
    return BYTE_ORDER_MARK;
  }

  /** So many files. */
  public static Faults skippedFiles(long n) {
    return new Faults(0, 0, 0, 0, 0, 0, n, 0);
  }

  /** Malformed sequences and cut words, as who counts the words of text finds them. */
  public static Faults ofWords(long malformed, long longWords) {
    return new Faults(malformed, 0, longWords, 0, 0, 0, 0, 0);
  }

  /**
   * Malformed sequences, cut keys and items, and unusable lines, as who reads values from text
   * finds them.
   */
  public static Faults ofValues(long malformed, long longTexts, long unusableLines) {
    return new Faults(malformed, 0, longTexts, 0, 0, 0, 0, unusableLines);
  }

  /** The sum, field by field. */
  public Faults plus(Faults other) {
    return new Faults(
        malformed + other.malformed,
        longLines + other.longLines,
        longWords + other.longWords,
        partialLines + other.partialLines,
        reconnects + other.reconnects,
        byteOrderMarks + other.byteOrderMarks,
        skippedFiles + other.skippedFiles,
        unusableLines + other.unusableLines);
  }
}
