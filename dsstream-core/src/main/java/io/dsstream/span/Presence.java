package io.dsstream.span;

import io.dsstream.join.JoinType;
import io.dsstream.join.KeyFilter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which keys a store has, and which have come or left; for one thread. */
final class Presence {
  private final Predicate<String> isHere;
  // Those that may have come or left since somebody asked; null if nobody has, or all may have.
  private Set<String> changed;

  Presence(Predicate<String> isHere) {
    this.isHere = isHere;
  }

  /** Whether anybody wants to know. */
  boolean isWatched() {
    return changed != null;
  }

  /** Notes that a key may have come or left. */
  void changed(String key) {
    if (isWatched()) {
      changed.add(key);
    }
  }

  /** Notes that all keys have left. */
  void cleared() {
    changed = null;
  }

  /** The keys that a join with these lets through; for one that asks. */
  KeyFilter filter(JoinType type) {
    return new KeyFilter() {
      @Override
      public boolean lets(String key) {
        return type.lets(isHere.test(key));
      }

      @Override
      public Optional<Set<String>> changed() {
        Optional<Set<String>> keys = Optional.ofNullable(changed);
        changed = new HashSet<>();
        return keys;
      }
    };
  }
}
