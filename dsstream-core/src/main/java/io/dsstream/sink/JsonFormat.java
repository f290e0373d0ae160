package io.dsstream.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.dsstream.reducer.Figure;
import io.dsstream.span.BatchResult;
import io.dsstream.span.KeyResult;
import io.dsstream.table.WordCount;
import io.dsstream.text.Escapes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** One JSON object (RFC 8259) on one line; what could act on a terminal is a JSON escape. */
record JsonFormat(ZoneId zone) implements BatchFormat {
  private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new TerminalSafe());

  @Override
  public String format(BatchResult result) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(result, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.append('\n').toString();
  }

  private void write(BatchResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", IsoTime.format(result.time(), zone));
    json.writeNumberField("intervalMs", result.interval().toMillis());
    json.writeNumberField("batches", result.batches());
    json.writeNumberField("processingMs", result.processing().toMillis());
    json.writeNumberField("lines", result.tally().lines());
    json.writeNumberField("words", result.tally().words());
    json.writeNumberField("bytes", result.tally().bytes());
    json.writeNumberField("malformed", result.tally().faults().malformed());
    json.writeNumberField("longLines", result.tally().faults().longLines());
    json.writeNumberField("longWords", result.tally().faults().longWords());
    json.writeNumberField("partialLines", result.tally().faults().partialLines());
    json.writeNumberField("reconnects", result.tally().faults().reconnects());
    json.writeNumberField("byteOrderMarks", result.tally().faults().byteOrderMarks());
    json.writeNumberField("skippedFiles", result.tally().faults().skippedFiles());
    json.writeNumberField("unusableLines", result.tally().faults().unusableLines());
    json.writeNumberField("pausedMs", result.tally().pausedMillis());
    json.writeNumberField("idleMs", result.idle().toMillis());
    json.writeObjectFieldStart("span");
    json.writeStringField("from", IsoTime.format(result.span().from(), zone));
    json.writeStringField("to", IsoTime.format(result.time(), zone));
    json.writeNumberField("total", result.span().total());
    json.writeEndObject();
    json.writeNumberField("expired", result.span().expired());
    json.writeNumberField("evicted", result.span().evicted());
    json.writeNumberField("distinct", result.distinct());
    if (result.results() == null) {
      writeCounts(result.counts(), json);
    } else {
      writeResults(result.results(), json);
    }
    json.writeEndObject();
  }

  private static void writeCounts(List<WordCount> counts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("counts");
    for (WordCount count : counts) {
      json.writeStartArray();
      json.writeString(count.word());
      json.writeNumber(count.count());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void writeResults(List<KeyResult> results, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("results");
    for (KeyResult result : results) {
      json.writeStartObject();
      json.writeStringField("key", result.key());
      json.writeArrayFieldStart("figures");
      for (Figure figure : result.figures()) {
        write(figure, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What a figure does not have is left out. */
  private static void write(Figure figure, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (figure.item() != null) {
      json.writeStringField("item", figure.item());
    }
    write("value", figure.value(), json);
    write("lower", figure.lower(), json);
    write("upper", figure.upper(), json);
    json.writeEndObject();
  }

  private static void write(String name, Number number, JsonGenerator json) throws IOException {
    if (number == null) {
      return;
    }
    json.writeFieldName(name);
    if (NumberText.isWhole(number)) {
      json.writeNumber(number.longValue());
    } else {
      json.writeNumber(number.doubleValue());
    }
  }

  /** JSON's own escapes, and one for each further character that {@link Escapes} calls unsafe. */
  private static final class TerminalSafe extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7F] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      // A surrogate here is half of a pair: words are well-formed UTF-8.
      boolean unsafe = Escapes.isUnsafe(c) && !Character.isSurrogate((char) c);
      return unsafe ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", c)) : null;
    }
  }
}
