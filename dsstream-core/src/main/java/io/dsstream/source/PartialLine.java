package io.dsstream.source;

/** What to do with a last line that the server has not ended before it closed in order. */
public enum PartialLine {
  /** Count it, as Spark's {@code socketTextStream} does: many servers end no last line. */
  COUNT,
  /** Drop it, and count that: for servers that die in the middle of a line. */
  DROP
}
