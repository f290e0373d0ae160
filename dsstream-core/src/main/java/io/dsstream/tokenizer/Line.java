package io.dsstream.tokenizer;

/**
 * A line and where it stands among the others of its stream.
 *
 * @param text the line, its line end left out; malformed UTF-8 is U+FFFD
 * @param time the time of its batch, in milliseconds since 1970
 * @param sequence its place in the batch: larger than that of the lines that came before it on its
 *     connection, or stand before it in its file
 */
public record Line(String text, long time, long sequence) {}
