package io.dsstream.sink;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** ISO 8601 with milliseconds and a numeric offset, as {@code 2026-11-23T00:45:40.000+07:00}. */
final class IsoTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private IsoTime() {}

  static String format(Instant time, ZoneId zone) {
    return FORMAT.withZone(zone).format(time);
  }
}
