package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import io.dsstream.table.WordCount;
import io.dsstream.text.Escapes;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A table for people: a line about the batch, then rank, word, count, share and bar. */
record TableFormat(ZoneId zone) implements BatchFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT);
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.S", Locale.ROOT);
  private static final int BAR = 30;
  private static final int MIN_WORD = 12;
  private static final int MAX_WORD = 32;

  @Override
  public String format(BatchResult result) {
    StringBuilder out = new StringBuilder();
    boolean isOfWords = result.results() == null || result.span().total() > 0; // joined or not
    out.append(
        String.format(
            Locale.ROOT,
            "%s  %,d lines  %,d %s  %,d distinct%s%s  %,d ms%n",
            TIME.withZone(zone).format(result.time()),
            result.tally().lines(),
            result.tally().words(),
            isOfWords ? "words" : "values",
            result.distinct(),
            isOfWords ? ofAll(result) : "",
            since(result),
            result.processing().toMillis()));
    if (result.results() == null) {
      rows(result, out);
    } else {
      KeyedRows.append(result.results(), out);
    }
    if (result.hasMore()) {
      out.append(String.format(Locale.ROOT, "     ... and %,d more%n", result.more()));
    }
    return out.append('\n').toString();
  }

  /** Of how many words the distinct ones are, where a span has others than the batch. */
  private static String ofAll(BatchResult result) {
    long total = result.span().total();
    return total == result.tally().words()
        ? ""
        : String.format(Locale.ROOT, " of %,d words", total);
  }

  /** Where a span begins that is more than the batch, with its date if that is another day. */
  private String since(BatchResult result) {
    if (!result.span().from().isBefore(result.time().minus(result.interval()))) {
      return "";
    }
    ZonedDateTime from = result.span().from().atZone(zone);
    boolean isToday = from.toLocalDate().equals(result.time().atZone(zone).toLocalDate());
    return " since " + (isToday ? TIME : DATE_AND_TIME).format(from);
  }

  private static void rows(BatchResult result, StringBuilder out) {
    List<String> words = result.counts().stream().map(count -> shown(count.word())).toList();
    int width = words.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    width = Math.max(width, MIN_WORD);
    for (int i = 0; i < words.size(); i++) {
      WordCount count = result.counts().get(i);
      String word = words.get(i) + " ".repeat(width - DisplayWidth.of(words.get(i)));
      double share = (double) count.count() / Math.max(1, result.span().total());
      double ofFirst = (double) count.count() / Math.max(1, result.counts().get(0).count());
      String bar = "█".repeat((int) Math.max(0, Math.ceil(BAR * ofFirst)));
      out.append(
          String.format(
              Locale.ROOT,
              "%4d  %s %,9d %5.1f%%  %s%n",
              i + 1,
              word,
              count.count(),
              100 * share,
              bar));
    }
  }

  /** An empty word by its name, a long one cut, anything unsafe escaped. */
  static String shown(String word) {
    String visible = word.isEmpty() ? "(empty)" : Escapes.visible(word);
    return DisplayWidth.cut(visible, MAX_WORD);
  }
}
