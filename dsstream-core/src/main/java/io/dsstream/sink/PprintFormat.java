package io.dsstream.sink;

import io.dsstream.reducer.Figure;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.table.WordCount;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * What PySpark's {@code DStream.pprint} prints (python/pyspark/streaming/dstream.py): a rule, the
 * batch time in the local zone with microseconds only where it is no whole second, a rule, tuples
 * as Python's repr writes them, an ellipsis if there are more, an empty line.
 */
record PprintFormat(ZoneId zone) implements BatchFormat {
  private static final String RULE = "-".repeat(43) + "\n";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  @Override
  public String format(BatchResult result) {
    StringBuilder out = new StringBuilder(RULE);
    out.append("Time: ").append(time(result.time())).append('\n').append(RULE);
    for (WordCount count : result.counts()) {
      out.append('(').append(PythonRepr.of(count.word()));
      out.append(", ").append(count.count()).append(")\n");
    }
    if (result.results() != null) {
      result.results().forEach(keyed -> append(keyed, out));
    }
    return out.append(result.hasMore() ? "...\n\n" : "\n").toString();
  }

  /** A tuple for each figure: the key, the item if it has one, the value and its bounds. */
  private static void append(KeyResult result, StringBuilder out) {
    for (Figure figure : result.figures()) {
      out.append('(').append(PythonRepr.of(result.key()));
      if (figure.item() != null) {
        out.append(", ").append(PythonRepr.of(figure.item()));
      }
      for (Number number : Arrays.asList(figure.value(), figure.lower(), figure.upper())) {
        if (number != null) {
          out.append(", ").append(NumberText.of(number));
        }
      }
      out.append(")\n");
    }
  }

  private String time(Instant time) {
    DateTimeFormatter format = time.getNano() == 0 ? SECONDS : MICROSECONDS;
    return format.withZone(zone).format(time);
  }
}
