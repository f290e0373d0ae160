package io.dsstream.bench.baseline;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import io.dsstream.tokenizer.TokenSink;
import io.dsstream.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;

/**
 * Unicode words by ICU4J's {@link BreakIterator} alone, line by line, without an object for a word.
 * For ASCII only, where a character is a byte. Not thread-safe, unlike other tokenizers.
 */
public final class IcuTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  private final transient BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    words.setText(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
      if (words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        sink.token(bytes, from + start, from + end);
      }
      start = end;
    }
  }
}
