package io.dsstream.bench;

import java.util.Locale;

/** Figures as text, the same in every country. */
public final class Figures {
  private Figures() {}

  /** {@link String#format} with a decimal point and commas between thousands. */
  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
