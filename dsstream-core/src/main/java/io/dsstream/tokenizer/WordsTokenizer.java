package io.dsstream.tokenizer;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/** {@link Tokenizers#words()}: UAX #29 word segmentation, by ICU4J where text is not ASCII. */
final class WordsTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  // ICU's iterator is stateful and costly to make: one a thread, never shared, never serialised.
  private static final ThreadLocal<BreakIterator> WORDS =
      ThreadLocal.withInitial(() -> BreakIterator.getWordInstance(ULocale.ROOT));

  @Override
  public void tokenize(byte[] bytes, int from, int to, TokenSink sink) {
    WordsScan.scan(bytes, from, to, WordsTokenizer::segment, sink);
  }

  /** No word goes over a line end: lines need no loop of their own. */
  @Override
  public void tokenizeLines(byte[] bytes, int from, int to, TokenSink sink) {
    WordsScan.scan(bytes, from, to, WordsTokenizer::segment, sink);
  }

  @Override
  public Tokenizer lowerCase() {
    return new LowerCaseTokenizer(this);
  }

  /** The words of any text, all by ICU. */
  static void segment(byte[] bytes, int from, int to, TokenSink sink) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    BreakIterator words = WORDS.get();
    words.setText(text);
    int start = from;
    int first = words.first();
    for (int next = words.next(); next != BreakIterator.DONE; next = words.next()) {
      int end = start + encodedLength(text, first, next);
      if (words.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
        sink.token(bytes, start, end);
      }
      start = end;
      first = next;
    }
  }

  /** How many bytes of UTF-8 a slice of well-formed text has. */
  private static int encodedLength(String text, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      // A surrogate is one half of four bytes.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  @Override
  public String toString() {
    return "words";
  }
}
