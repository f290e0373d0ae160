package io.dsstream.table;

import java.util.Arrays;
import java.util.List;

/**
 * The first words of a table in print order, kept while the table changes, so that they cost what
 * has changed and not what there is.
 *
 * <p>It holds candidates, several times as many as are asked for, and a floor: the last of them in
 * order when they were chosen. A key that is not after the floor is a candidate, whatever happens
 * to it; so the first of the candidates are the first of all, as long as there are enough. Where
 * counts fall, candidates sink below the floor; when too few are left, they are chosen anew from
 * the whole table, which took many changes. Where counts only grow, that never happens.
 *
 * <p>For one thread.
 *
 * <pre>{@code
 * Ranking ranking = new Ranking(table, 10);
 * ranking.changed(bytes, 0, 5, table.add(bytes, 0, 5, 1));
 * ranking.words(); // the first ten
 * }</pre>
 */
public final class Ranking {
  private static final int MIN_CANDIDATES = 1 << 12;
  private static final int TIMES = 4;

  private final CountTable table;
  private final CountTable candidates;
  private final int limit;
  private final int chosen;
  private boolean isChosen;
  private long floorCount;
  private byte[] floorKey;

  /**
   * @param table whose every change is told from now on
   * @param limit how many words are asked for
   */
  public Ranking(CountTable table, int limit) {
    this(table, limit, MIN_CANDIDATES);
  }

  Ranking(CountTable table, int limit, int minCandidates) {
    this.table = table;
    this.limit = limit;
    this.chosen = (int) Math.min(Integer.MAX_VALUE, Math.max(minCandidates, (long) TIMES * limit));
    this.candidates = new CountTable(table.seed(), (before, now) -> now);
  }

  /** Notes that a key [from, to) of the table now has this value. */
  public void changed(byte[] bytes, int from, int to, long value) {
    if (isChosen && !isAfterFloor(bytes, from, to, value)) {
      candidates.add(bytes, from, to, value);
    } else {
      left(bytes, from, to);
    }
  }

  /** Notes that a key [from, to) has left the table. */
  public void left(byte[] bytes, int from, int to) {
    if (isChosen) {
      candidates.remove(bytes, from, to);
    }
  }

  /** Notes that the table has been emptied. */
  public void cleared() {
    isChosen = false;
  }

  private boolean isAfterFloor(byte[] bytes, int from, int to, long value) {
    return value < floorCount
        || value == floorCount
            && Arrays.compareUnsigned(bytes, from, to, floorKey, 0, floorKey.length) > 0;
  }

  /** The first words, in print order. */
  public List<WordCount> words() {
    if (table.size() <= chosen) {
      isChosen = false; // all of it is looked at in no time
      return TopK.words(table, limit);
    }
    if (!isChosen || candidates.size() < limit) {
      choose(table);
    } else if (candidates.size() / 2 > chosen) {
      choose(candidates);
    }
    return TopK.words(candidates, limit);
  }

  private void choose(CountTable from) {
    int[] slots = TopK.slots(from, chosen);
    byte[][] keys = Arrays.stream(slots).mapToObj(from::key).toArray(byte[][]::new);
    long[] values = Arrays.stream(slots).mapToLong(from::count).toArray();
    candidates.clear();
    for (int i = 0; i < keys.length; i++) {
      candidates.add(keys[i], 0, keys[i].length, values[i]);
    }
    floorKey = keys[keys.length - 1];
    floorCount = values[values.length - 1];
    isChosen = true;
  }
}
