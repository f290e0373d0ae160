package io.dsstream.span;

import java.io.ObjectInputFilter;
import java.util.Set;

/**
 * Which classes the totals of a state may have: ours, what keys and values usually are, and those
 * of the aggregate's package. What is read from a folder shall not make anything else run.
 */
final class StateClasses implements ObjectInputFilter {
  private static final Set<String> PACKAGES =
      Set.of("java.lang", "java.math", "java.time", "java.util");
  private static final String OURS = "io.dsstream.";

  private final String own;
  private String refused;

  StateClasses(Class<?> aggregate) {
    own = aggregate.getPackageName();
  }

  @Override
  public Status checkInput(FilterInfo info) {
    Class<?> type = info.serialClass();
    while (type != null && type.isArray()) {
      type = type.getComponentType();
    }
    if (type == null) {
      return Status.UNDECIDED;
    }
    String name = type.getPackageName();
    if (type.isPrimitive()
        || name.equals(own)
        || name.startsWith(OURS)
        || PACKAGES.contains(name)) {
      return Status.ALLOWED;
    }
    refused = type.getName();
    return Status.REJECTED;
  }

  /** The last class that was not let in, or null. */
  String refused() {
    return refused;
  }
}
