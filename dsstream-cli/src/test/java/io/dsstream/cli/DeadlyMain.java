package io.dsstream.cli;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The program, or another one, which dies without a word at the n-th time that a commit comes to a
 * place.
 */
public final class DeadlyMain {
  /** The property that says where, as {@code renamed:3}. */
  static final String DEATH_AT = "dsstream.death.at";

  /** The property that says which program. */
  static final String PROGRAM = "dsstream.program";

  /** That of a process which was killed. */
  static final int KILLED = 137;

  private DeadlyMain() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String[] death = System.getProperty(DEATH_AT).split(":");
    AtomicInteger left = new AtomicInteger(Integer.parseInt(death[1]));
    Consumer<String> dies =
        place -> {
          if (place.equals(death[0]) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
          }
        };
    Method set =
        Class.forName("io.dsstream.state.FailPoint").getDeclaredMethod("set", Consumer.class);
    set.setAccessible(true);
    set.invoke(null, dies);
    Class.forName(System.getProperty(PROGRAM))
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
