package io.dsstream.bench.baseline;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.dsstream.tokenizer.TokenSink;
import io.dsstream.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;

/**
 * Unicode words by ICU4J's {@link BreakIterator} alone, line by line; in lines of ASCII without an
 * object for a word. Not thread-safe, unlike other tokenizers.
 */
public final class IcuTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final transient BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    boolean ascii = line.length() == to - from;
    words.setText(line);
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      if (words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        if (ascii) {
          sink.token(bytes, from + start, from + end);
        } else {
          byte[] encoded = line.substring(start, end).getBytes(StandardCharsets.UTF_8);
          sink.token(encoded, 0, encoded.length);
        }
      }
      start = end;
    }
  }
}
