package io.dsstream.tokenizer;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words that ICU alone finds, in whole text. */
final class IcuWords {
  private IcuWords() {}

  static List<String> of(String text) {
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(text);
    List<String> result = new ArrayList<>();
    int from = 0;
    for (int to = words.next(); to >= 0; to = words.next()) {
      if (words.getRuleStatus() != BreakIterator.WORD_NONE) {
        result.add(text.substring(from, to));
      }
      from = to;
    }
    return result;
  }
}
