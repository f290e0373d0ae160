package io.dsstream.sink;

import io.dsstream.reducer.Figure;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.table.WordCount;
import io.dsstream.text.Escapes;
import java.time.ZoneId;

/**
 * Records {@code time,word,count}, or {@code time,key,item,value,lower,upper} (RFC 4180, but with
 * {@code \n} as the line end).
 */
record CsvFormat(ZoneId zone) implements BatchFormat {
  // What makes a spreadsheet run a cell (CWE-1236); TAB, CR and NUL are escaped before.
  private static final String FORMULA = "=+-@";

  @Override
  public String header(BatchResult first) {
    return first.results() == null ? "time,word,count\n" : "time,key,item,value,lower,upper\n";
  }

  @Override
  public String format(BatchResult result) {
    String time = IsoTime.format(result.time(), zone);
    StringBuilder out = new StringBuilder();
    for (WordCount count : result.counts()) {
      out.append(time).append(',').append(field(count.word()));
      out.append(',').append(count.count()).append('\n');
    }
    if (result.results() != null) {
      result.results().forEach(keyed -> append(time, keyed, out));
    }
    return out.toString();
  }

  /** What a figure does not have is an empty field. */
  private static void append(String time, KeyResult result, StringBuilder out) {
    for (Figure figure : result.figures()) {
      out.append(time).append(',').append(field(result.key())).append(',');
      out.append(figure.item() == null ? "" : field(figure.item()));
      out.append(',').append(text(figure.value()));
      out.append(',').append(text(figure.lower()));
      out.append(',').append(text(figure.upper())).append('\n');
    }
  }

  private static String text(Number number) {
    return number == null ? "" : NumberText.of(number);
  }

  private static String field(String word) {
    String visible = Escapes.visible(word);
    boolean formula = !visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0;
    String guarded = formula ? "'" + visible : visible;
    boolean quotes = guarded.indexOf('"') >= 0 || guarded.indexOf(',') >= 0 || guarded.isEmpty();
    return quotes ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
  }
}
