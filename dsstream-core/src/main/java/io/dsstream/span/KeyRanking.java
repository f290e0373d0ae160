package io.dsstream.span;

import io.dsstream.join.KeyFilter;
import io.dsstream.reducer.Least;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The keys that are told, the first in print order, kept while their results change, so that they
 * cost what has changed and not what there is; by the candidates and the floor of {@link
 * io.dsstream.table.Ranking}. For one thread.
 *
 * @param <T> what results are made of
 */
final class KeyRanking<T> {
  private static final Optional<Set<String>> NONE = Optional.of(Set.of());
  private static final int MIN_CANDIDATES = 1 << 12;
  private static final int TIMES = 4;

  private final Map<String, T> all;
  private final Function<T, ?> results;
  private final KeyFilter filter;
  // All, where there is no filter.
  private final Map<String, T> told;
  private final int limit;
  private final int chosen;
  private final boolean isAtOnce;
  // Then nothing is kept: all is looked at for each result, or nothing.
  private final boolean areAllAskedFor;
  private final boolean isNoneAskedFor;
  // What a key has now that is to be looked at; null if it has left.
  private Map<String, T> changed = new HashMap<>();
  private final Map<String, Ranked> candidates = new HashMap<>();
  // The last candidate when they were chosen; null where every key is one.
  private Ranked floor;
  private int distinct;

  /**
   * @param all the keys there are
   * @param results tells the result of one of them
   * @param selection which are asked for
   * @param isAtOnce whether a result costs so little that each change of one is looked at, while
   *     what it is made of is in a cache; else when the first keys are asked for
   */
  KeyRanking(Map<String, T> all, Function<T, ?> results, Selection selection, boolean isAtOnce) {
    this(all, results, selection, isAtOnce, MIN_CANDIDATES);
  }

  KeyRanking(
      Map<String, T> all,
      Function<T, ?> results,
      Selection selection,
      boolean isAtOnce,
      int minCandidates) {
    this.all = all;
    this.results = results;
    this.filter = selection.filter();
    this.told = filter == null ? all : new HashMap<>();
    this.limit = selection.limit();
    this.isAtOnce = isAtOnce;
    this.areAllAskedFor = limit == Integer.MAX_VALUE;
    this.isNoneAskedFor = selection.isNothing();
    this.chosen = (int) Math.min(Integer.MAX_VALUE, Math.max(minCandidates, (long) TIMES * limit));
  }

  /** Notes that a key has come, or that its result has changed. */
  void changed(String key, T now) {
    if (areAllAskedFor || isNoneAskedFor) {
      return;
    }
    if (isAtOnce) {
      update(key, now);
    } else {
      changed.put(key, now);
    }
  }

  /** Notes that a key has left. */
  void left(String key) {
    changed(key, null);
  }

  /** Notes that there are no keys any more. */
  void cleared() {
    changed.clear();
    candidates.clear();
    floor = null;
    if (filter != null) {
      told.clear();
    }
  }

  /** How many keys there are of which the first are told; as it was when these were. */
  int distinct() {
    return distinct;
  }

  /** The first keys. */
  List<KeyResult> first() {
    if (isNoneAskedFor) {
      return List.of();
    }
    Optional<Set<String>> askedAgain = filter == null ? NONE : filter.changed();
    if (areAllAskedFor) {
      List<KeyResult> first = inOrder(everyOne());
      distinct = first.size();
      return first;
    }
    askedAgain.ifPresentOrElse(
        keys -> keys.forEach(key -> changed.put(key, all.get(key))), this::askAboutAll);
    changed.forEach(this::update);
    changed = new HashMap<>(); // a start changes all, and its map stays as large
    if (candidates.size() < Math.min(limit, told.size())) {
      floor = null;
      candidates.clear();
      told.forEach(this::place);
    }
    distinct = told.size();
    return inOrder(candidates.values().stream());
  }

  private boolean lets(String key) {
    return filter == null || filter.lets(key);
  }

  private void askAboutAll() {
    cleared();
    changed.putAll(all);
  }

  private List<KeyResult> inOrder(Stream<Ranked> keys) {
    return Least.of(keys, limit, Ranked.PRINT_ORDER).stream().map(Ranked::result).toList();
  }

  private void update(String key, T now) {
    boolean isTold = now != null && lets(key);
    if (filter != null && isTold) {
      told.put(key, now);
    } else if (filter != null) {
      told.remove(key);
    }
    if (isTold) {
      place(key, now);
    } else {
      candidates.remove(key);
    }
  }

  private void place(String key, T now) {
    Ranked ranked = ranked(key, now);
    if (floor != null && Ranked.PRINT_ORDER.compare(ranked, floor) > 0) {
      candidates.remove(key);
      return;
    }
    candidates.put(key, ranked);
    if (candidates.size() / 2 > chosen) {
      choose();
    }
  }

  private Ranked ranked(String key, T now) {
    return Ranked.of(new KeyResult(key, results.apply(now)));
  }

  private Stream<Ranked> everyOne() {
    return all.entrySet().stream()
        .filter(key -> lets(key.getKey()))
        .map(key -> ranked(key.getKey(), key.getValue()));
  }

  private void choose() {
    List<Ranked> first = Least.of(candidates.values().stream(), chosen, Ranked.PRINT_ORDER);
    candidates.clear();
    first.forEach(ranked -> candidates.put(ranked.result().key(), ranked));
    floor = first.get(chosen - 1);
  }
}
