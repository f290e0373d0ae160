package io.dsstream.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsstream.join.KeyFilter;
import io.dsstream.table.CountTable;
import io.dsstream.table.Ranking;
import io.dsstream.table.WordCount;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * The words of a table that are told, kept while the table changes: they cost what has changed in
 * it, and in what the filter says. For one thread.
 */
sealed interface ToldWords {
  /** Those of a table whose every change is told from now on. */
  static ToldWords of(CountTable table, Selection selection) {
    if (selection.isNothing()) {
      return new None();
    }
    return selection.filter() == null
        ? new All(table, new Ranking(table, selection.limit()))
        : new Some(table, selection);
  }

  /** Notes that a word [from, to) of the table now has this value. */
  void changed(byte[] bytes, int from, int to, long value);

  /** Notes that a word [from, to) has left the table. */
  void left(byte[] bytes, int from, int to);

  /** Notes that the table has been emptied. */
  void cleared();

  /** The first of them, in print order. */
  List<WordCount> first();

  /** How many there are of which the first are told; as it was when these were. */
  int distinct();

  /** All that are in the table. */
  record All(CountTable table, Ranking ranking) implements ToldWords {
    @Override
    public void changed(byte[] bytes, int from, int to, long value) {
      ranking.changed(bytes, from, to, value);
    }

    @Override
    public void left(byte[] bytes, int from, int to) {
      ranking.left(bytes, from, to);
    }

    @Override
    public void cleared() {
      ranking.cleared();
    }

    @Override
    public List<WordCount> first() {
      return ranking.words();
    }

    @Override
    public int distinct() {
      return table.size();
    }
  }

  /** Those that a filter lets through, in a table of their own. */
  final class Some implements ToldWords {
    private final CountTable table;
    private final KeyFilter filter;
    private final CountTable told;
    private final Ranking ranking;

    private Some(CountTable table, Selection selection) {
      this.table = table;
      this.filter = selection.filter();
      this.told = new CountTable(table.seed(), (before, now) -> now);
      this.ranking = new Ranking(told, selection.limit());
    }

    @Override
    public void changed(byte[] bytes, int from, int to, long value) {
      if (filter.lets(new String(bytes, from, to - from, UTF_8))) {
        ranking.changed(bytes, from, to, told.add(bytes, from, to, value));
      } else {
        left(bytes, from, to);
      }
    }

    @Override
    public void left(byte[] bytes, int from, int to) {
      told.remove(bytes, from, to);
      ranking.left(bytes, from, to);
    }

    @Override
    public void cleared() {
      told.clear();
      ranking.cleared();
    }

    @Override
    public List<WordCount> first() {
      filter.changed().ifPresentOrElse(this::askAgain, this::askAboutAll);
      return ranking.words();
    }

    @Override
    public int distinct() {
      return told.size();
    }

    private void askAgain(Collection<String> words) {
      for (String word : words) {
        byte[] bytes = word.getBytes(UTF_8);
        OptionalLong value = table.get(bytes, 0, bytes.length);
        if (value.isPresent()) {
          changed(bytes, 0, bytes.length, value.getAsLong());
        }
      }
    }

    private void askAboutAll() {
      cleared();
      for (int slot = 0; slot < table.slots(); slot++) {
        if (table.isUsed(slot)) {
          byte[] word = table.key(slot);
          changed(word, 0, word.length, table.count(slot));
        }
      }
    }
  }

  /** None: the table is only looked into. */
  record None() implements ToldWords {
    @Override
    public void changed(byte[] bytes, int from, int to, long value) {}

    @Override
    public void left(byte[] bytes, int from, int to) {}

    @Override
    public void cleared() {}

    @Override
    public List<WordCount> first() {
      return List.of();
    }

    @Override
    public int distinct() {
      return 0;
    }
  }
}
