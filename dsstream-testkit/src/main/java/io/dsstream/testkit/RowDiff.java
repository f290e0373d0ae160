package io.dsstream.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The difference of two multisets of rows, for people to read. */
final class RowDiff {
  private static final int SHOWN = 20;
  private static final int MOST_CHARACTERS = 500;

  private final List<Object> missing = new ArrayList<>();
  private final List<Object> unexpected = new ArrayList<>();
  private final int equal;

  private RowDiff(Map<Object, Integer> surplus, int actual) {
    surplus.forEach(
        (row, n) -> {
          for (int i = 0; i < Math.abs(n); i++) {
            (n > 0 ? unexpected : missing).add(row);
          }
        });
    equal = actual - unexpected.size();
  }

  static RowDiff of(Collection<?> expected, Collection<?> actual) {
    Map<Object, Integer> surplus = new LinkedHashMap<>();
    expected.forEach(row -> surplus.merge(row, -1, Integer::sum));
    actual.forEach(row -> surplus.merge(row, 1, Integer::sum));
    return new RowDiff(surplus, actual.size());
  }

  boolean isEmpty() {
    return missing.isEmpty() && unexpected.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "missing:    ", missing);
    append(text, "unexpected: ", unexpected);
    return text.append("%n  as expected: %d".formatted(equal)).toString();
  }

  private static void append(StringBuilder text, String title, List<Object> rows) {
    rows.stream().limit(SHOWN).forEach(row -> text.append("%n  ".formatted() + title + shown(row)));
    if (rows.size() > SHOWN) {
      text.append("%n  ".formatted() + title + "and %d more".formatted(rows.size() - SHOWN));
    }
  }

  /** Rows may be anything, and a terminal would obey what controls it; of long ones the start. */
  static String shown(Object row) {
    String text = String.valueOf(row);
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(
            c -> {
              boolean isSafe =
                  !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
              shown.append(isSafe ? Character.toString(c) : "\\u{%x}".formatted(c));
            });
    return text.codePointCount(0, text.length()) > MOST_CHARACTERS
        ? shown + " (cut, of " + text.length() + ")"
        : shown.toString();
  }
}
