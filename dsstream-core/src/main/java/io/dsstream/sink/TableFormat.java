package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import io.dsstream.table.WordCount;
import io.dsstream.text.Escapes;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A table for people: a line about the batch, then rank, word, count, share and bar. */
record TableFormat(ZoneId zone) implements BatchFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT);
  private static final int BAR = 30;
  private static final int MIN_WORD = 12;
  private static final int MAX_WORD = 32;

  @Override
  public String format(BatchResult result) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%s  %,d lines  %,d words  %,d distinct  %,d ms%n",
            TIME.withZone(zone).format(result.time()),
            result.tally().lines(),
            result.span().total(),
            result.distinct(),
            result.processing().toMillis()));
    rows(result, out);
    if (result.hasMore()) {
      out.append(
          String.format(
              Locale.ROOT, "     ... and %,d more%n", result.distinct() - result.counts().size()));
    }
    return out.append('\n').toString();
  }

  private static void rows(BatchResult result, StringBuilder out) {
    List<String> words = result.counts().stream().map(TableFormat::shown).toList();
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
  private static String shown(WordCount count) {
    String visible = count.word().isEmpty() ? "(empty)" : Escapes.visible(count.word());
    return DisplayWidth.cut(visible, MAX_WORD);
  }
}
