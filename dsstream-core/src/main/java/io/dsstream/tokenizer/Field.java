package io.dsstream.tokenizer;

import java.io.Serializable;

/**
 * Where something stands among the parts of a line: at a place, counted from 1, or behind a name
 * and {@code =}, as {@code ms} in {@code host=web-1 ms=12}.
 *
 * @param place 0 where there is a name
 * @param name null where there is a place
 */
record Field(int place, String name) implements Serializable {
  /**
   * From {@code 2} or {@code ms}.
   *
   * @param what it is of, for the error
   * @throws IllegalArgumentException if it is neither a number from 1 nor a name
   */
  static Field parse(String what, String text) {
    if (text.matches("[1-9]\\d{0,5}")) {
      return new Field(Integer.parseInt(text), null);
    }
    if (!text.matches("[\\p{L}_][^\\s=]*")) {
      throw new IllegalArgumentException(what + " must be a number from 1 or a name: " + text);
    }
    return new Field(0, text);
  }

  /** What stands there, or null if nothing does; of several of one name the first. */
  String in(Parts parts) {
    return name == null ? at(parts) : named(parts);
  }

  private String at(Parts parts) {
    for (int i = 1; i < place && parts.next(); i++) {
      // Those before it.
    }
    return parts.next() ? parts.text() : null;
  }

  private String named(Parts parts) {
    while (parts.next()) {
      if (parts.isNamed(name)) {
        return parts.text().substring(name.length() + 1);
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name == null ? Integer.toString(place) : name;
  }
}
