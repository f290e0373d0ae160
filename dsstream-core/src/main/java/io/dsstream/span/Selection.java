package io.dsstream.span;

import io.dsstream.join.KeyFilter;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a span's words or keys are told: the first in print order, of all or of some.
 *
 * @param filter lets through those of which the first are told; null for all
 * @param limit how many are told at most; {@code Integer.MAX_VALUE} for all
 */
public record Selection(KeyFilter filter, int limit) {
  /** Of what is only looked into. */
  static final Selection NOTHING = new Selection(new Nothing(), 0);

  private static final class Nothing implements KeyFilter {
    @Override
    public boolean lets(String key) {
      return false;
    }

    @Override
    public Optional<Set<String>> changed() {
      return Optional.of(Set.of());
    }
  }

  /** Checks the limit, which is at least 0. */
  public Selection {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must be >= 0: " + limit);
    }
  }

  /** The first of all. */
  public static Selection first(int limit) {
    return new Selection(null, limit);
  }

  /** Whether nothing is told, and only looked into. */
  boolean isNothing() {
    return this == NOTHING;
  }

  /** The first of those that another filter lets through too. */
  public Selection and(KeyFilter other) {
    return new Selection(filter == null ? other : filter.and(other), limit);
  }
}
