package io.dsstream.span;

import io.dsstream.join.KeyFilter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Lets through all keys but some, which change. */
final class SwitchedFilter implements KeyFilter {
  private final Set<String> out = new HashSet<>();
  private Set<String> changed;

  /** Some of the keys go in or out; now and then all of them are said to. */
  void change(Random random, String prefix, int keys) {
    for (int i = random.nextInt(5); i > 0; i--) {
      String key = prefix + random.nextInt(keys);
      if (!out.remove(key)) {
        out.add(key);
      }
      if (changed != null) {
        changed.add(key);
      }
    }
    if (random.nextInt(20) == 0) {
      changed = null;
    }
  }

  @Override
  public boolean lets(String key) {
    return !out.contains(key);
  }

  @Override
  public Optional<Set<String>> changed() {
    Optional<Set<String>> since = Optional.ofNullable(changed);
    changed = new HashSet<>();
    return since;
  }
}
