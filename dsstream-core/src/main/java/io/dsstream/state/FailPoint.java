package io.dsstream.state;

import java.util.function.Consumer;

/** A place in a commit where tests let the process die. */
final class FailPoint {
  private static volatile Consumer<String> action = name -> {};

  private FailPoint() {}

  /** What happens at each place from now on. */
  static void set(Consumer<String> newAction) {
    action = newAction;
  }

  static void reach(String name) {
    action.accept(name);
  }
}
