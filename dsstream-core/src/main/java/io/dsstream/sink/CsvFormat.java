package io.dsstream.sink;

import io.dsstream.span.BatchResult;
import io.dsstream.table.WordCount;
import io.dsstream.text.Escapes;
import java.time.ZoneId;

/** Records {@code time,word,count} (RFC 4180, but with {@code \n} as the line end). */
record CsvFormat(ZoneId zone) implements BatchFormat {
  // What makes a spreadsheet run a cell (CWE-1236); TAB, CR and NUL are escaped before.
  private static final String FORMULA = "=+-@";

  @Override
  public String header() {
    return "time,word,count\n";
  }

  @Override
  public String format(BatchResult result) {
    String time = IsoTime.format(result.time(), zone);
    StringBuilder out = new StringBuilder();
    for (WordCount count : result.counts()) {
      out.append(time).append(',').append(field(count.word()));
      out.append(',').append(count.count()).append('\n');
    }
    return out.toString();
  }

  private static String field(String word) {
    String visible = Escapes.visible(word);
    boolean formula = !visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0;
    String guarded = formula ? "'" + visible : visible;
    boolean quotes = guarded.indexOf('"') >= 0 || guarded.indexOf(',') >= 0 || guarded.isEmpty();
    return quotes ? '"' + guarded.replace("\"", "\"\"") + '"' : guarded;
  }
}
