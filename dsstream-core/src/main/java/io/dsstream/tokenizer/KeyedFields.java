package io.dsstream.tokenizer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Keys and values at fixed places of a line, or behind names. Immutable: each setting gives
 * another.
 *
 * <pre>{@code
 * new KeyedFields().key("1").value("2").numbers();         // sensor-7 21.5
 * new KeyedFields().key("host").value("ms").numbers();     // host=web-1 path=/ ms=12
 * new KeyedFields().separator("=").key("1").value("2").numbers();  // sensor-7=21.5
 * }</pre>
 */
public final class KeyedFields implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /** No hexadecimal ones, no suffix, and neither infinity nor not-a-number, as Java has them. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private final Field key;
  private final Field value;
  private final String separator;

  /** Without a key, all lines together have the empty one; parts are apart by white space. */
  public KeyedFields() {
    this(null, null, null);
  }

  private KeyedFields(Field key, Field value, String separator) {
    this.key = key;
    this.value = value;
    this.separator = separator;
  }

  /**
   * This with a key.
   *
   * @param field a place, as {@code 1} for the first part, or a name, as {@code host} for the part
   *     {@code host=web-1}
   * @throws IllegalArgumentException if it is neither
   */
  public KeyedFields key(String field) {
    return new KeyedFields(Field.parse(field), value, separator);
  }

  /**
   * This with a value.
   *
   * @param field as of {@link #key}
   * @throws IllegalArgumentException if it is neither a place nor a name
   */
  public KeyedFields value(String field) {
    return new KeyedFields(key, Field.parse(field), separator);
  }

  /**
   * This, but parts are apart by exactly this.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public KeyedFields separator(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("separator must not be empty");
    }
    return new KeyedFields(key, value, text);
  }

  /**
   * The values as decimal numbers, rounded to the nearest double. A line without a key, or without
   * a finite number, is unusable.
   */
  public KeyedLines<Double> numbers() {
    return new Numbers(this);
  }

  /** The values as they stand. A line without a key or a value is unusable. */
  public KeyedLines<String> texts() {
    return new Texts(this);
  }

  /** All words of a line as its values, whatever the value is. */
  public KeyedLines<String> words(Tokenizer tokenizer) {
    return new Words(this, tokenizer);
  }

  private List<String> parts(String line) {
    if (separator == null) {
      String text = WHITE_SPACE.matcher(line).replaceAll(" ").strip();
      return List.of(text.split(" "));
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
      parts.add(line.substring(from, to));
      from = to + separator.length();
    }
    parts.add(line.substring(from));
    return parts;
  }

  private String key(List<String> parts) {
    return key == null ? "" : key.in(parts);
  }

  /** Where there is no value a line is its own. */
  private String value(List<String> parts, String line) {
    return value == null ? line : value.in(parts);
  }

  @Override
  public String toString() {
    return "key %s, value %s, separator %s".formatted(key, value, separator);
  }

  private record Texts(KeyedFields fields) implements KeyedLines<String> {
    @Override
    public boolean read(Line line, BiConsumer<String, String> pairs) {
      List<String> parts = fields.parts(line.text());
      String key = fields.key(parts);
      String value = fields.value(parts, line.text());
      if (key == null || value == null) {
        return false;
      }
      pairs.accept(key, value);
      return true;
    }
  }

  private record Numbers(KeyedFields fields) implements KeyedLines<Double> {
    @Override
    public boolean read(Line line, BiConsumer<String, Double> pairs) {
      List<String> parts = fields.parts(line.text());
      String key = fields.key(parts);
      String value = fields.value(parts, line.text().strip());
      if (key == null || value == null || !NUMBER.matcher(value).matches()) {
        return false;
      }
      double number = Double.parseDouble(value);
      if (Double.isInfinite(number)) {
        return false;
      }
      pairs.accept(key, number);
      return true;
    }
  }

  private record Words(KeyedFields fields, Tokenizer tokenizer) implements KeyedLines<String> {
    @Override
    public boolean read(Line line, BiConsumer<String, String> pairs) {
      String key = fields.key(fields.parts(line.text()));
      if (key == null) {
        return false;
      }
      tokenizer.call(line.text()).forEachRemaining(word -> pairs.accept(key, word));
      return true;
    }
  }
}
