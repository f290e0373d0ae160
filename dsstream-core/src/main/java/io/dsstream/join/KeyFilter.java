package io.dsstream.join;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which words or keys are told, by what else is known of them. It may answer otherwise at any time,
 * and then says of which keys, so that nobody need ask about all again. For one job, and the
 * driver's thread.
 */
public interface KeyFilter {
  /** Whether a key is told. */
  boolean lets(String key);

  /**
   * The keys for which the answer may have changed since the last call; empty if it may have for
   * all, as at the first call of one that changes at all.
   */
  Optional<Set<String>> changed();

  /** What both let through. */
  default KeyFilter and(KeyFilter other) {
    KeyFilter one = this;
    return new KeyFilter() {
      @Override
      public boolean lets(String key) {
        return one.lets(key) && other.lets(key);
      }

      @Override
      public Optional<Set<String>> changed() {
        Optional<Set<String>> ofOne = one.changed();
        Optional<Set<String>> ofOther = other.changed();
        if (ofOne.isEmpty() || ofOther.isEmpty()) {
          return Optional.empty();
        }
        Set<String> both = new HashSet<>(ofOne.get());
        both.addAll(ofOther.get());
        return Optional.of(both);
      }
    };
  }
}
