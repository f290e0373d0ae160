package io.dsstream.tokenizer;

import java.io.Serializable;
import java.util.function.BiConsumer;

/**
 * Finds keys and their values in lines, as a {@link Tokenizer} finds words. {@link KeyedFields}
 * makes the usual ones; of a format of your own:
 *
 * <pre>{@code
 * KeyedLines<Double> celsius = (line, pairs) -> {
 *   Reading reading = Reading.parseOrNull(line.text());
 *   if (reading != null) {
 *     pairs.accept(reading.sensor(), reading.celsius());
 *   }
 *   return reading != null;
 * };
 * }</pre>
 *
 * <p>Serialisable with all that it refers to, for it runs in tasks; safe for use by several
 * threads; it finds the same in the same line each time, for a task may run again.
 *
 * @param <T> the values
 */
@FunctionalInterface
public interface KeyedLines<T> extends Serializable {
  /**
   * Hands over each key of a line with a value; neither is null.
   *
   * @return false if the line lacks what it should have: it is counted then
   */
  boolean read(Line line, BiConsumer<String, T> pairs);
}
