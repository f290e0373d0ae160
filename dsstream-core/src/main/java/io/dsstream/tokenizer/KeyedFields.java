package io.dsstream.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.text.Utf8;
import java.io.Serializable;
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
    return new KeyedFields(Field.parse("key", field), value, separator);
  }

  /**
   * This with a value.
   *
   * @param field as of {@link #key}
   * @throws IllegalArgumentException if it is neither a place nor a name
   */
  public KeyedFields value(String field) {
    return new KeyedFields(key, Field.parse("value", field), separator);
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

  /** All words of a line as its values, its key among them, whatever the value is. */
  public KeyedLines<String> words(Tokenizer tokenizer) {
    return new Words(this, tokenizer);
  }

  private String keyOf(String line) {
    return key == null ? "" : key.in(new Parts(line, separator));
  }

  /** Where there is no value a line is its own. */
  private String valueOf(String line) {
    return value == null ? line : value.in(new Parts(line, separator));
  }

  @Override
  public String toString() {
    return "key %s, value %s, separator %s"
        .formatted(
            key == null ? "none" : key,
            value == null ? "none" : value,
            separator == null ? "white space" : separator);
  }

  private record Texts(KeyedFields fields) implements KeyedLines<String> {
    @Override
    public boolean read(Line line, BiConsumer<String, String> pairs) {
      String key = fields.keyOf(line.text());
      String value = fields.valueOf(line.text());
      if (key == null || value == null) {
        return false;
      }
      pairs.accept(key, value);
      return true;
    }

    @Override
    public String toString() {
      return "texts, " + fields;
    }
  }

  private record Numbers(KeyedFields fields) implements KeyedLines<Double> {
    @Override
    public boolean read(Line line, BiConsumer<String, Double> pairs) {
      String key = fields.keyOf(line.text());
      String value = fields.valueOf(line.text());
      String decimal = value == null ? "" : value.strip(); // of more than parseDouble would
      if (key == null || !NUMBER.matcher(decimal).matches()) {
        return false;
      }
      double number = Double.parseDouble(decimal);
      if (Double.isInfinite(number)) {
        return false;
      }
      pairs.accept(key, number);
      return true;
    }

    @Override
    public String toString() {
      return "numbers, " + fields;
    }
  }

  private record Words(KeyedFields fields, Tokenizer tokenizer) implements KeyedLines<String> {
    @Override
    public boolean read(Line line, BiConsumer<String, String> pairs) {
      String key = fields.keyOf(line.text());
      if (key == null) {
        return false;
      }
      byte[] bytes = Utf8.encode(line.text());
      tokenizer.tokenize(
          bytes,
          0,
          bytes.length,
          (b, from, to) -> pairs.accept(key, new String(b, from, to - from, UTF_8)));
      return true;
    }

    @Override
    public String toString() {
      return "words of " + tokenizer + ", " + fields;
    }
  }
}
