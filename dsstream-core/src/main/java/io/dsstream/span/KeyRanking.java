package io.dsstream.span;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The first keys in print order, kept while their results change, so that they cost what has
 * changed and not what there is; by the candidates and the floor of {@link
 * io.dsstream.table.Ranking}. For one thread.
 */
final class KeyRanking {
  private static final int MIN_CANDIDATES = 1 << 12;
  private static final int TIMES = 4;

  private final Set<String> all;
  private final Function<String, KeyResult> results;
  private final int chosen;
  // Then nothing is kept: all is looked at for each result.
  private final boolean areAllAskedFor;
  private Set<String> changed = new HashSet<>();
  private final Map<String, Ranked> candidates = new HashMap<>();
  // The last candidate when they were chosen; null where every key is one.
  private Ranked floor;

  /**
   * @param all the keys there are
   * @param results tells the result of one of them
   * @param limit how many are asked for
   */
  KeyRanking(Set<String> all, Function<String, KeyResult> results, int limit) {
    this(all, results, limit, MIN_CANDIDATES);
  }

  KeyRanking(Set<String> all, Function<String, KeyResult> results, int limit, int minCandidates) {
    this.all = all;
    this.results = results;
    this.areAllAskedFor = limit == Integer.MAX_VALUE;
    this.chosen = (int) Math.min(Integer.MAX_VALUE, Math.max(minCandidates, (long) TIMES * limit));
  }

  /** Notes that the results of keys have changed, or that these have come or left. */
  void changed(Collection<String> keys) {
    if (!areAllAskedFor) {
      changed.addAll(keys);
    }
  }

  /** Notes that there are no keys any more. */
  void cleared() {
    changed.clear();
    candidates.clear();
    floor = null;
  }

  /** The first keys, at most so many as were asked for when this was made. */
  List<KeyResult> first(int limit) {
    if (areAllAskedFor) {
      return inOrder(all.stream().map(key -> Ranked.of(results.apply(key))), limit);
    }
    changed.forEach(this::place);
    changed = new HashSet<>(); // a start changes all, and its set stays as large
    if (candidates.size() < Math.min(limit, all.size())) {
      floor = null;
      candidates.clear();
      all.forEach(this::place);
    }
    return inOrder(candidates.values().stream(), limit);
  }

  private static List<KeyResult> inOrder(Stream<Ranked> keys, int limit) {
    return keys.sorted(Ranked.PRINT_ORDER).limit(limit).map(Ranked::result).toList();
  }

  private void place(String key) {
    Ranked ranked = all.contains(key) ? Ranked.of(results.apply(key)) : null;
    if (ranked == null || floor != null && Ranked.PRINT_ORDER.compare(ranked, floor) > 0) {
      candidates.remove(key);
      return;
    }
    candidates.put(key, ranked);
    if (candidates.size() / 2 > chosen) {
      choose();
    }
  }

  private void choose() {
    List<Ranked> first =
        candidates.values().stream().sorted(Ranked.PRINT_ORDER).limit(chosen).toList();
    candidates.clear();
    first.forEach(ranked -> candidates.put(ranked.result().key(), ranked));
    floor = first.get(chosen - 1);
  }
}
