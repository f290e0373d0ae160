package io.dsstream.tokenizer;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.function.Consumer;

/** {@link Tokenizers#words()}: UAX #29 word segmentation by ICU4J. */
final class WordsTokenizer extends TextTokenizer {
  private static final long serialVersionUID = 1L;

  // ICU's iterator is stateful and costly to make: one a thread, never shared, never serialised.
  private static final ThreadLocal<BreakIterator> WORDS =
      ThreadLocal.withInitial(() -> BreakIterator.getWordInstance(ULocale.ROOT));

  @Override
  void split(String line, Consumer<String> token) {
    BreakIterator words = WORDS.get();
    words.setText(line);
    int from = words.first();
    for (int to = words.next(); to != BreakIterator.DONE; to = words.next()) {
      if (words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        token.accept(line.substring(from, to));
      }
      from = to;
    }
  }
}
